import { setTimeout as sleep } from 'node:timers/promises';
import { sendWebhook, type WebhookTarget } from './send-webhook.js';

/** How often Customer.io comes again: ever more slowly, for seven days, in its own time. */
const DAYS_7_SECONDS = 7 * 24 * 60 * 60;
const LONGEST_PAUSE_SECONDS = 60 * 60;

export interface WebhookQueueOptions {
  target: WebhookTarget;
  /** How long a second of Customer.io's is here, in milliseconds. */
  secondMs: number;
  /** Told the status of each attempt; 0 where there was no answer. */
  onStatus: (status: number) => void;
}

/** The events for one receiver: in order, one at a time, and while one is refused the others wait. */
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
    const { target, secondMs, onStatus } = this.#options;
    for (let event = this.#events[0]; event; event = this.#events[0]) {
      let waited = 0;
      for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS)) {
        const status = await sendWebhook(event, target);
        if (this.#stopped.signal.aborted) return;
        onStatus(status);
        if ((status >= 200 && status < 300) || waited + pause > DAYS_7_SECONDS) break;
        waited += pause;
        await sleep(pause * secondMs, undefined, { signal: this.#stopped.signal }).catch(() => {});
        if (this.#stopped.signal.aborted) return;
      }
      this.#events.shift();
    }
  }
}
