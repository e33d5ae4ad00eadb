import { attemptWebhook, isAccepted, type WebhookTarget } from './send-webhook.js';
import type { WebhookDelivery, WebhookLog } from './webhook-log.js';

const HOUR_SECONDS = 60 * 60;
/** For how long an event is redelivered. */
const GIVE_UP_SECONDS = 7 * 24 * HOUR_SECONDS;
/** After these Customer.io waits an hour. After every other failure it comes again soon, then ever more slowly. */
const HOUR_STATUSES: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 405, 410, 429, 500, 502, 521]);

export interface WebhookQueueOptions {
  /** Its name in the log. */
  name: string;
  log: WebhookLog;
  /** What the delays between two attempts are multiplied by: 1 for those of Customer.io. */
  retryDelayScale: number;
  /** Waits by the emulator's clock: so many milliseconds, or until the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The emulator's time; milliseconds since 1970. */
  now: () => number;
  /** Told the status of each attempt; 0 where there was no response. */
  onStatus: (status: number) => void;
}

/** The events for one receiver: delivered in order, one at a time. While one fails the others wait. */
export class WebhookQueue {
  readonly #options: WebhookQueueOptions;
  readonly #stopped = new AbortController();
  #deliveries: WebhookDelivery[] = [];
  #sending: Promise<void> | undefined;
  /** Ends the pause before the next attempt. */
  #pause: AbortController | undefined;

  constructor(options: WebhookQueueOptions) {
    this.#options = options;
  }

  add(event: object, target: WebhookTarget): void {
    const { log, name } = this.#options;
    this.resume(log.add(event, target, name));
  }

  /** Takes a delivery that is in the log. */
  resume(delivery: WebhookDelivery): void {
    this.#deliveries.push(delivery);
    this.#sending ??= this.#send();
  }

  /** Makes the next attempt at a delivery now. False where it is not the one that waits for it. */
  retryNow(delivery: WebhookDelivery): boolean {
    if (this.#deliveries[0] !== delivery || !this.#pause) return false;
    this.#pause.abort();
    return true;
  }

  /** Resolves when nothing is left to send. */
  async settled(): Promise<void> {
    while (this.#sending) await this.#sending;
  }

  /** Sends no more. */
  stop(): void {
    this.#deliveries = [];
    this.#stopped.abort();
    this.#pause?.abort();
  }

  async #send(): Promise<void> {
    try {
      for (let next = this.#deliveries[0]; next; next = this.#deliveries[0]) {
        await this.#deliver(next);
        this.#deliveries.shift();
      }
    } finally {
      // In the same moment as the check that nothing is left: a delivery that is added later has to start the next run.
      this.#sending = undefined;
    }
  }

  /** Delivers one event: until the receiver accepts it, or seven days have passed. */
  async #deliver(delivery: WebhookDelivery): Promise<void> {
    const { retryDelayScale, now, log, onStatus } = this.#options;
    const { signal } = this.#stopped;
    // Somebody may have sent it again while it waited behind another.
    if (delivery.state === 'delivered') return;
    // The emulator ended while it waited.
    if (delivery.next_attempt_at !== null) await this.#pauseFor(delivery.next_attempt_at - now());
    let { waitedSeconds, backoffSeconds } = log.retryOf(delivery);
    while (!signal.aborted) {
      log.setState(delivery, 'sending');
      const attempt = await attemptWebhook(delivery.event, log.targetOf(delivery));
      if (signal.aborted) return;
      const { status } = attempt;
      onStatus(status);
      log.record(delivery, attempt);
      if (isAccepted(status)) return log.setState(delivery, 'delivered');
      const delaySeconds = HOUR_STATUSES.has(status) ? HOUR_SECONDS : backoffSeconds;
      if (delaySeconds === backoffSeconds) backoffSeconds = Math.min(backoffSeconds * 2, HOUR_SECONDS);
      waitedSeconds += delaySeconds;
      if (waitedSeconds > GIVE_UP_SECONDS) return log.setState(delivery, 'failed');
      const delayMs = delaySeconds * 1000 * retryDelayScale;
      log.setWaiting(delivery, now() + delayMs, { waitedSeconds, backoffSeconds });
      await this.#pauseFor(delayMs);
    }
  }

  async #pauseFor(ms: number): Promise<void> {
    this.#pause = new AbortController();
    await this.#options.sleep(ms, this.#pause.signal);
    this.#pause = undefined;
  }
}
