import { byteLength, ValidationError } from '@cio/core';
import { WebhookVerificationError, type WebhookVerificationReason } from './errors.js';
import { parseEvent, type ReceivedEvent } from './events.js';
import { isPromise, type MaybePromise } from './promise.js';
import { checkSettings, type Signed, type VerifySignatureOptions, whyNot } from './verify-signature.js';

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

/** The event of a webhook whose settings and size have been checked. A promise only where the platform has no other way. */
export function believed(options: Signed): MaybePromise<ReceivedEvent> {
  const reason = whyNot(options);
  return isPromise(reason)
    ? reason.then((known) => parseBelieved(known, options))
    : parseBelieved(reason, options);
}

function parseBelieved(reason: WebhookVerificationReason | undefined, { body }: Signed): ReceivedEvent {
  if (reason) throw new WebhookVerificationError(reason, `the webhook is refused: ${reason}`);
  return parseEvent(body);
}

export function checkMaxBytes(maxBytes: number): void {
  if (!(maxBytes >= 1)) throw new ValidationError('maxBytes', 'expected bytes, 1 or more');
}
