import { byteLength, ValidationError } from '@cio/core';
import { WebhookVerificationError, type WebhookVerificationReason } from './errors.js';
import { parseEvent, type ReceivedEvent } from './events.js';
import { type VerifySignatureOptions, whyNot } from './verify-signature.js';

export const DEFAULT_MAX_BYTES: number = 5 * 1024 * 1024;

export interface VerifyAndParseOptions extends VerifySignatureOptions {
  /** How long a body may be, in bytes. Default 5 MiB. */
  maxBytes?: number;
}

const MESSAGES: Record<WebhookVerificationReason, string> = {
  missing_header: 'the X-CIO-Timestamp or the X-CIO-Signature header is missing',
  bad_timestamp: 'the X-CIO-Timestamp header is no unix time of the past',
  too_old: 'the X-CIO-Timestamp header is further back than is taken',
  bad_signature: 'the X-CIO-Signature header is not the signature of this body',
  bad_body: 'the body is neither text nor bytes',
};

/**
 * The event of a webhook, once it is proven to be Customer.io's.
 *
 * @throws WebhookVerificationError, whose `reason` says what was wrong; ValidationError for settings that are bad.
 */
export async function verifyAndParse(options: VerifyAndParseOptions): Promise<ReceivedEvent> {
  const { body, maxBytes = DEFAULT_MAX_BYTES } = options;
  checkMaxBytes(maxBytes);
  const length = typeof body === 'string' ? byteLength(body) : body?.byteLength;
  if (length > maxBytes) {
    throw new WebhookVerificationError('bad_body', `the body is ${length} bytes, the limit is ${maxBytes}`);
  }
  const reason = await whyNot(options);
  if (reason) throw new WebhookVerificationError(reason, MESSAGES[reason]);
  return parseEvent(body);
}

export function checkMaxBytes(maxBytes: number): void {
  if (!(maxBytes >= 1)) throw new ValidationError('maxBytes', 'expected bytes, 1 or more');
}
