import { CustomerIOError, isCustomerIOError } from '@cio/core';

export type WebhookVerificationReason =
  /** The timestamp or the signature is missing. */
  | 'missing_header'
  /** The timestamp is not a unix time in seconds, or lies further in the future than the tolerance. */
  | 'bad_timestamp'
  /** The timestamp is older than the tolerance. */
  | 'too_old'
  /** The signature is not the one of this body and this timestamp with this key. */
  | 'bad_signature'
  /** The body is not an event: too long, compressed, not UTF-8, not JSON, or not an object. */
  | 'bad_body';

/** A webhook that is not from Customer.io, or that is not an event. The error holds nothing that would help to forge one. */
export class WebhookVerificationError extends CustomerIOError {
  override readonly name = 'WebhookVerificationError';
  /** What was wrong. */
  declare readonly reason: WebhookVerificationReason;

  constructor(reason: WebhookVerificationReason, message: string, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, { reason });
  }
}

/** Whether a caught value is a {@link WebhookVerificationError}, from whichever copy of the package. */
export function isWebhookVerificationError(error: unknown): error is WebhookVerificationError {
  return isCustomerIOError(error) && error.name === 'WebhookVerificationError';
}

/** The error for a webhook that is refused, with what to look at. */
export function verificationError(
  reason: WebhookVerificationReason,
  explanation = 'it is forged, signed with another key, outside toleranceSeconds, or was changed by a proxy or parser',
): WebhookVerificationError {
  return new WebhookVerificationError(reason, `the webhook is refused (${reason}): ${explanation}`);
}

/**
 * What a receiver was waiting for when its time was over: the request's `body`, the `signingKey` function, the
 * `handler`, or the deduplicator's `seen`, `done` or `failed`.
 */
export type WebhookStep = 'body' | 'signingKey' | 'seen' | 'handler' | 'done' | 'failed';

/** A receiver's time limit has passed. Told to `onError`, and the reason of the handler's `signal`. */
export class WebhookDeadlineError extends CustomerIOError {
  override readonly name = 'WebhookDeadlineError';
  /** What had not ended. */
  declare readonly waitingFor: WebhookStep;
  /** The limit, in milliseconds: `deadlineMs`, or `abandonAfterMs`. */
  declare readonly limitMs: number;

  constructor(waitingFor: WebhookStep, limitMs: number) {
    super(`${waitingFor}: not done within ${limitMs} ms`);
    Object.assign(this, { waitingFor, limitMs });
  }
}

/** Whether a caught value is a {@link WebhookDeadlineError}, from whichever copy of the package. */
export function isWebhookDeadlineError(error: unknown): error is WebhookDeadlineError {
  return isCustomerIOError(error) && error.name === 'WebhookDeadlineError';
}
