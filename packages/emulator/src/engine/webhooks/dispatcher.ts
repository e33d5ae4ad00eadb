import type { ReportingWebhook } from '../../store/app-entities.js';
import { attemptDelivery } from './deliver-webhook.js';
import { type ReportingEvent, subscriptionName } from './reporting-event.js';
import type { WebhookTarget } from './send-webhook.js';
import type { WebhookDelivery, WebhookLog } from './webhook-log.js';
import { WebhookQueue, type WebhookQueueOptions } from './webhook-queue.js';

export interface WebhookDispatcherOptions {
  /** A receiver of every event, besides the reporting webhooks. */
  target: WebhookTarget | undefined;
  /** What the reporting webhooks are signed with. */
  signingKey: string;
  /** Where the deliveries are kept. */
  log: WebhookLog;
  /** What the delays between two attempts are multiplied by. */
  retryDelayScale: number;
  /** Waits by the emulator's clock. */
  sleep: WebhookQueueOptions['sleep'];
  /** The emulator's time; milliseconds since 1970. */
  now: WebhookQueueOptions['now'];
  /** Told the status of each attempt; 0 where there was no response. */
  onStatus: (status: number) => void;
}

/** Sends events to the reporting webhooks that subscribe to them. A slow receiver holds up no other: each has its queue. */
export class WebhookDispatcher {
  readonly #options: WebhookDispatcherOptions;
  readonly #queues = new Map<string, WebhookQueue>();
  #isStopped = false;

  constructor(options: WebhookDispatcherOptions) {
    this.#options = options;
  }

  /** Goes on with what was not delivered when the emulator ended. */
  resume(): void {
    for (const [queue, delivery] of this.#options.log.undelivered()) this.#queue(queue).resume(delivery);
  }

  /**
   * Queues an event for its receivers.
   *
   * @param content What the message said, for the webhooks that ask for it (`with_content`).
   */
  dispatch(event: ReportingEvent, reportingWebhooks: Iterable<ReportingWebhook>, content?: string): void {
    // What was going on when the workspace was reset may still report something.
    if (this.#isStopped) return;
    const { target, signingKey } = this.#options;
    if (target) this.#queue('').add(event, target);
    const name = subscriptionName(event);
    for (const { id, endpoint, events, disabled, with_content } of reportingWebhooks) {
      if (disabled || !(events as readonly string[]).includes(name)) continue;
      const isWhole = with_content === true && content !== undefined;
      const sent = isWhole ? { ...event, data: { ...event.data, content } } : event;
      this.#queue(`${id} ${endpoint}`).add(sent, { url: endpoint, signingKey });
    }
  }

  /** Sends a delivery again: the one that its queue waits with now, any other once besides. */
  async resend(delivery: WebhookDelivery): Promise<void> {
    for (const queue of this.#queues.values()) if (queue.retryNow(delivery)) return;
    await attemptDelivery(this.#options.log, delivery);
  }

  /** Resolves when no event is left to send. */
  async settled(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.settled()));
  }

  /** Sends nothing more. */
  stop(): void {
    this.#isStopped = true;
    for (const queue of this.#queues.values()) queue.stop();
  }

  #queue(name: string): WebhookQueue {
    const known = this.#queues.get(name);
    if (known) return known;
    const { retryDelayScale, sleep, now, log, onStatus } = this.#options;
    const queue = new WebhookQueue({ name, log, retryDelayScale, sleep, now, onStatus });
    this.#queues.set(name, queue);
    return queue;
  }
}
