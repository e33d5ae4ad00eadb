import { CustomerIOError, isCustomerIOError } from '@cio/core';

export type WebhookVerificationReason =
  /** The timestamp or the signature is not there. */
  | 'missing_header'
  /** The timestamp is no unix time, or lies in the future. */
  | 'bad_timestamp'
  /** The timestamp is further back than the receiver takes. */
  | 'too_old'
  /** The signature is not that of this body and this timestamp with this key. */
  | 'bad_signature'
  /** The body is no event: too long, not UTF-8, not JSON, or without what every event has. */
  | 'bad_body';

/** A webhook that is not Customer.io's, or is none at all. It tells nothing that would help to forge one. */
export class WebhookVerificationError extends CustomerIOError {
  override readonly name = 'WebhookVerificationError';
  readonly reason: WebhookVerificationReason;

  constructor(reason: WebhookVerificationReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Whether a caught value is a {@link WebhookVerificationError}, from whichever copy of the package. */
export function isWebhookVerificationError(error: unknown): error is WebhookVerificationError {
  return isCustomerIOError(error) && error.name === 'WebhookVerificationError';
}
