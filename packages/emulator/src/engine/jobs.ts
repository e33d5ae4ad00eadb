import type { Json } from '../lib/json.js';
import type { Clock } from '../store/clock.js';
import type { Collection } from '../store/collection.js';
import type { ScheduledJob } from '../store/store.js';

/** Does what was scheduled, by its kind. */
export type JobHandlers = Readonly<Record<string, (payload: never) => void | Promise<void>>>;

export interface JobsOptions {
  clock: Clock;
  /** What is scheduled and not done. A job is data, so that it is done after a restart too. */
  scheduled: Collection<ScheduledJob>;
  /** How long a job takes, in milliseconds: an export, an import, a broadcast. */
  jobMs: number;
  /** How long it takes until a write that was accepted can be read, in milliseconds. */
  consistencyMs: number;
  /** Told of a job that is done. */
  onDone: (name: string) => void;
  /** Told of a job that failed. */
  onError: (name: string, error: unknown) => void;
}

/** What is done after the response: exports, imports, broadcasts, messages of later, and the effects of writes. */
export class Jobs {
  readonly #options: JobsOptions;
  #handlers: JobHandlers = {};
  #isAtOnce = false;

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  /** Takes the handlers of all kinds, and begins with the jobs that are there. */
  start(handlers: JobHandlers): void {
    this.#handlers = handlers;
    for (const job of this.#options.scheduled) this.#wait(job);
  }

  /** When a job that begins now is done, in milliseconds since 1970. */
  doneAt(): number {
    return this.#options.clock.now() + this.#options.jobMs;
  }

  /**
   * Schedules a job.
   *
   * @param due When, in milliseconds since 1970. Default: when a job that begins now is done.
   */
  schedule(kind: string, payload: Json, due: number = this.doneAt()): void {
    this.#wait(this.#options.scheduled.add({ kind, due, payload }));
  }

  /** Makes the effect of a write visible: at once, or after `consistencyMs`, in the order of the writes. */
  apply(name: string, effect: () => void): void {
    const { clock, consistencyMs } = this.#options;
    if (consistencyMs === 0 || this.#isAtOnce) effect();
    else clock.at(clock.now() + consistencyMs, () => this.#execute(name, effect));
  }

  /** Does something in which the effects of writes are visible at once. */
  atOnce(work: () => void): void {
    this.#isAtOnce = true;
    try {
      work();
    } finally {
      this.#isAtOnce = false;
    }
  }

  #wait(job: ScheduledJob): void {
    const { clock, scheduled } = this.#options;
    clock.at(job.due, async () => {
      // It may have been cancelled.
      if (scheduled.get(job.id) !== job) return;
      await this.#execute(job.kind, () => this.#handlers[job.kind]?.(job.payload as never));
      // What it did is kept together with its end: a job that is interrupted is done again.
      scheduled.delete(job.id);
    });
  }

  async #execute(name: string, job: () => void | Promise<void>): Promise<void> {
    try {
      await job();
      this.#options.onDone(name);
    } catch (error) {
      this.#options.onError(name, error);
    }
  }
}
