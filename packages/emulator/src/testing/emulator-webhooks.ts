import type { WebhookDelivery, WebhookLog } from '../engine/webhooks/webhook-log.js';
import { matches, print } from './matches.js';
import { type WaitOptions, waitFor } from './wait-for.js';

/** Which webhooks are meant: those that meet all of it. */
export interface WebhookFilter {
  /** The event's `object_type` and `metric`: `email.delivered`. */
  type?: string;
  /** The receiver's URL. */
  url?: string;
  /** Fields of the event's `data`; there may be others. */
  data?: Record<string, unknown>;
  /** Where it is on its way. Default `delivered`: its receiver accepted it. */
  state?: WebhookDelivery['state'];
  /** Whatever else it has to be. */
  where?: (delivery: WebhookDelivery) => boolean;
}

/** The webhooks of an emulator, as tests look them up. */
export class EmulatorWebhooks {
  readonly #log: WebhookLog;

  constructor(log: WebhookLog) {
    this.#log = log;
  }

  /** The newest 10,000 that meet a filter, the oldest first. Default: all of them, delivered or not. */
  all(filter?: WebhookFilter): WebhookDelivery[] {
    const deliveries = this.#log.newestFirst().reverse();
    return filter ? deliveries.filter((delivery) => meets(delivery, filter)) : deliveries;
  }

  /**
   * Resolves with the oldest webhook that meets a filter, as soon as its receiver has accepted it.
   *
   * @throws An error that lists the webhooks that there are, where the time is over.
   */
  waitFor(filter: WebhookFilter = {}, options: WaitOptions = {}): Promise<WebhookDelivery> {
    return waitFor(
      {
        find: () => this.all(filter)[0],
        subscribe: (onChange) => this.#log.subscribe(onChange),
        explain: () => `no webhook meets ${print(filter)}; ${this.describe()}`,
      },
      options,
    );
  }

  /** The newest webhooks, for an error. */
  describe(): string {
    const newest = this.#log.newestFirst().slice(0, 10);
    if (newest.length === 0) return 'there is none';
    const lines = newest.map(
      ({ url, event, state, attempts }) =>
        `- ${typeOf(event)} to ${url}: ${state}${attempts.length > 0 ? ` (${attempts.map(({ status }) => status).join(', ')})` : ''}`,
    );
    return ['the newest are', ...lines].join('\n');
  }
}

function meets(delivery: WebhookDelivery, filter: WebhookFilter): boolean {
  const { type, url, data, state = 'delivered', where } = filter;
  return (
    delivery.state === state &&
    (type === undefined || typeOf(delivery.event) === type) &&
    (url === undefined || delivery.url === url) &&
    (data === undefined || matches(delivery.event.data, data)) &&
    (where === undefined || where(delivery))
  );
}

function typeOf({ object_type, metric }: Record<string, unknown>): string {
  return `${object_type}.${metric}`;
}
