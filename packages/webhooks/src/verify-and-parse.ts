import { byteLength, ValidationError } from '@cio/core';
import { WebhookVerificationError } from './errors.js';
import { parseEvent, type ReceivedEvent } from './events.js';
import { checkSettings, type VerifySignatureOptions, whyNot } from './verify-signature.js';

export const DEFAULT_MAX_BYTES: number = 5 * 1024 * 1024;

export interface VerifyAndParseOptions extends VerifySignatureOptions {
  /** How long a body may be, in bytes. Default 5 MiB. */
  maxBytes?: number;
}

/**
 * The event of a webhook, once it is proven to be Customer.io's.
 *
 * @throws WebhookVerificationError, whose `reason` says what was wrong; ValidationError for settings that are bad.
 */
export async function verifyAndParse(options: VerifyAndParseOptions): Promise<ReceivedEvent> {
  const { body, maxBytes = DEFAULT_MAX_BYTES } = options;
  checkSettings(options);
  checkMaxBytes(maxBytes);
  const length = typeof body === 'string' ? byteLength(body) : body?.byteLength;
  if (length > maxBytes) {
    throw new WebhookVerificationError('bad_body', `the body is ${length} bytes, the limit is ${maxBytes}`);
  }
  return believed(options);
}

/** The event of a webhook whose settings and size have been checked. */
export async function believed(options: VerifySignatureOptions): Promise<ReceivedEvent> {
  const reason = await whyNot(options);
  if (reason)
    throw new WebhookVerificationError(reason, `the webhook is refused: ${reason.replace('_', ' ')}`);
  return parseEvent(options.body);
}

export function checkMaxBytes(maxBytes: number): void {
  if (!(maxBytes >= 1)) throw new ValidationError('maxBytes', 'expected bytes, 1 or more');
}
