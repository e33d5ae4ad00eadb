import { attemptWebhook, isAccepted, type WebhookTarget } from './send-webhook.js';
import type { WebhookDelivery, WebhookLog } from './webhook-log.js';

/** Posts an event once, and keeps that in the log. */
export async function sendLogged(
  log: WebhookLog,
  event: object,
  target: WebhookTarget,
  time?: number,
): Promise<WebhookDelivery> {
  const delivery = log.add(event, target);
  await attemptDelivery(log, delivery, target, time);
  return delivery;
}

/** Makes one attempt at a delivery, without a further one. */
export async function attemptDelivery(
  log: WebhookLog,
  delivery: WebhookDelivery,
  target: WebhookTarget = log.targetOf(delivery),
  time?: number,
): Promise<number> {
  log.setState(delivery, 'sending');
  const attempt = await attemptWebhook(delivery.event, target, time);
  log.record(delivery, attempt);
  log.setState(delivery, isAccepted(attempt.status) ? 'delivered' : 'failed');
  return attempt.status;
}
