import { requireCount, requireObject } from '@cio/core';
import { asTextOrBytes, bodyLength } from './body-bytes.js';
import { verificationError } from './errors.js';
import { parseEvent, type ReceivedEvent } from './events.js';
import {
  findVerificationFailure,
  requireSigningKeys,
  requireTolerance,
  type VerifySignatureOptions,
} from './verify-signature.js';

export const DEFAULT_MAX_BYTES: number = 5_242_880;

export interface VerifyAndParseOptions extends VerifySignatureOptions {
  /** How long a body may be, in bytes. Default 5 MiB. */
  maxBytes?: number | undefined;
}

/**
 * The event of a webhook, once it is proven to be Customer.io's.
 *
 * @throws WebhookVerificationError, whose `reason` says what was wrong; ValidationError where the receiver's own
 * settings are wrong.
 */
export async function verifyAndParse(options: VerifyAndParseOptions): Promise<ReceivedEvent> {
  requireObject('options', options);
  const { maxBytes = DEFAULT_MAX_BYTES, toleranceSeconds } = options;
  const signingKey = requireSigningKeys(options.signingKey);
  requireTolerance(toleranceSeconds);
  requireCount('maxBytes', maxBytes);
  const body = asTextOrBytes(options.body);
  if (body === undefined) {
    const expected =
      'expected the body as it came in: a string, bytes or an ArrayBuffer, not what a parser made of it';
    throw verificationError('bad_body', expected);
  }
  const length = bodyLength(body);
  if (length > maxBytes) {
    throw verificationError('bad_body', `${length} bytes, the limit is ${maxBytes}`);
  }
  const failure = await findVerificationFailure({ ...options, signingKey, body });
  if (failure) throw verificationError(failure);
  return parseEvent(body);
}
