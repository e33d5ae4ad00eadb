export interface JobsOptions {
  /** How long a job takes, in milliseconds: an export, an import, a broadcast. */
  jobMs: number;
  /** How long it takes until a write that was accepted can be read, in milliseconds. */
  consistencyMs: number;
  /** Told of a job that is done. */
  onDone: (name: string) => void;
  /** Told of a job that failed. */
  onError: (name: string, error: unknown) => void;
}

/** What is done after the response: exports, imports, broadcasts, and the effects of writes. */
export class Jobs {
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #options: JobsOptions;

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  /** When a job that begins now is done, in milliseconds since 1970. */
  doneAt(): number {
    return Date.now() + this.#options.jobMs;
  }

  /** Runs a job when its time has come. */
  run(name: string, job: () => void | Promise<void>): void {
    this.#schedule(name, this.#options.jobMs, job);
  }

  /** Makes the effect of a write visible: at once, or after `consistencyMs`, in the order of the writes. */
  apply(name: string, effect: () => void): void {
    const { consistencyMs } = this.#options;
    if (consistencyMs === 0) effect();
    else this.#schedule(name, consistencyMs, effect);
  }

  /** Cancels the jobs that have not started. */
  cancelAll(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #schedule(name: string, delayMs: number, job: () => void | Promise<void>): void {
    // Timers of the same duration fire in the order they were made in.
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#execute(name, job);
    }, delayMs);
    // A job does not keep the process alive.
    timer.unref();
    this.#timers.add(timer);
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
