import { CustomerIOError, isCustomerIOError } from '@cio/core';

export type WebhookVerificationReason =
  /** The timestamp or the signature is missing. */
  | 'missing_header'
  /** The timestamp is not in unix seconds, or further in the future than the tolerance. */
  | 'bad_timestamp'
  /** The timestamp is older than the tolerance. */
  | 'too_old'
  /** The signature does not match the body, the timestamp and the key. */
  | 'bad_signature'
  /** The body is not an event: too large, compressed, not UTF-8, not JSON, or not an object. */
  | 'bad_body';

/** A webhook that is not from Customer.io, or is not an event. The error contains nothing that helps to forge one. */
export class WebhookVerificationError extends CustomerIOError {
  override readonly name = 'WebhookVerificationError';
  /** Why the webhook is rejected. */
  declare readonly reason: WebhookVerificationReason;

  constructor(reason: WebhookVerificationReason, message: string, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, { reason });
  }
}

/** Whether a caught value is a {@link WebhookVerificationError}, also from another copy of the package. */
export function isWebhookVerificationError(error: unknown): error is WebhookVerificationError {
  return isCustomerIOError(error) && error.name === 'WebhookVerificationError';
}

const CAUSES = {
  missing_header: 'x-cio-timestamp or x-cio-signature is missing',
  bad_timestamp: 'x-cio-timestamp is no unix time, or further in the future than toleranceSeconds',
  too_old: 'x-cio-timestamp is older than toleranceSeconds',
  bad_signature: 'it is forged, signed with another key, or was changed by a proxy or parser',
  bad_body: 'it is no event',
};

/** The error of a rejected webhook, with the possible causes. */
export function verificationError(
  reason: WebhookVerificationReason,
  explanation = CAUSES[reason],
): WebhookVerificationError {
  return new WebhookVerificationError(reason, `the webhook is rejected (${reason}): ${explanation}`);
}

/**
 * The step of a receiver that was in progress at the deadline: reading the `body`, the `signingKey` function, the `handler`, or the
 * deduplicator's `claim`, `done` or `failed`.
 */
export type WebhookStep = 'body' | 'signingKey' | 'claim' | 'handler' | 'done' | 'failed';

/** A deadline of a receiver has passed. It is passed to `onError`, and is the reason of the handler's `signal`. */
export class WebhookDeadlineError extends CustomerIOError {
  override readonly name = 'WebhookDeadlineError';
  /** The step that had not ended. */
  declare readonly waitingFor: WebhookStep;
  /** The deadline in milliseconds: `deadlineMs`, or `abandonAfterMs`. */
  declare readonly limitMs: number;

  constructor(waitingFor: WebhookStep, limitMs: number) {
    super(`${waitingFor}: did not end within ${limitMs} ms`);
    Object.assign(this, { waitingFor, limitMs });
  }
}

/** Whether a caught value is a {@link WebhookDeadlineError}, also from another copy of the package. */
export function isWebhookDeadlineError(error: unknown): error is WebhookDeadlineError {
  return isCustomerIOError(error) && error.name === 'WebhookDeadlineError';
}
