import { requireMethod } from '../validation/checks.js';
import type { Outbox } from './outbox.js';

/**
 * An `onEvent` of a webhook receiver that stores events in an outbox: the receiver acknowledges an event when it is stored, and the
 * `onEvent` of a worker handles it.
 *
 * @example
 * const receive = createWebhookHandler({ signingKey, onEvent: queueEvents(outbox) });
 * outbox.work({ clients: {}, onEvent: (event) => handle(event) });
 */
export function queueEvents(outbox: Pick<Outbox, 'add'>): (event: object) => Promise<void> {
  requireMethod('outbox', outbox, 'add');
  return (event) => outbox.add({ kind: 'event', event: event as never });
}
