import { sendWebhook, type WebhookTarget } from './send-webhook.js';

const HOUR_SECONDS = 60 * 60;
/** For how long an event is redelivered. */
const GIVE_UP_SECONDS = 7 * 24 * HOUR_SECONDS;
/** After these Customer.io waits an hour. After every other failure it comes again soon, then ever more slowly. */
const HOUR_STATUSES: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 405, 410, 429, 500, 502, 521]);

export interface WebhookQueueOptions {
  target: WebhookTarget;
  /** How long a second of Customer.io's is here, in milliseconds. */
  secondMs: number;
  /** Waits by the emulator's clock: so many milliseconds, or until the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told the status of each attempt; 0 where there was no response. */
  onStatus: (status: number) => void;
}

/** The events for one receiver: delivered in order, one at a time. While one fails the others wait. */
export class WebhookQueue {
  readonly #options: WebhookQueueOptions;
  readonly #stopped = new AbortController();
  #events: object[] = [];
  #sending: Promise<void> | undefined;

  constructor(options: WebhookQueueOptions) {
    this.#options = options;
  }

  add(event: object): void {
    this.#events.push(event);
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
  }

  /** Resolves when nothing is left to send. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  /** Sends no more. */
  stop(): void {
    this.#events = [];
    this.#stopped.abort();
  }

  async #send(): Promise<void> {
    for (let event = this.#events[0]; event; event = this.#events[0]) {
      await this.#deliver(event);
      this.#events.shift();
    }
  }

  /** Delivers one event: until the receiver accepts it, or seven days have passed. */
  async #deliver(event: object): Promise<void> {
    const { target, secondMs, sleep, onStatus } = this.#options;
    const { signal } = this.#stopped;
    let waited = 0;
    let backoff = 1;
    while (!signal.aborted) {
      const status = await sendWebhook(event, target);
      if (signal.aborted) return;
      onStatus(status);
      if (status >= 200 && status < 300) return;
      const pause = HOUR_STATUSES.has(status) ? HOUR_SECONDS : backoff;
      if (pause === backoff) backoff = Math.min(backoff * 2, HOUR_SECONDS);
      waited += pause;
      if (waited > GIVE_UP_SECONDS) return;
      await sleep(pause * secondMs, signal);
    }
  }
}
