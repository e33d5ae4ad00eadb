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
  /** The limit of the body, in bytes. Default 5 MiB. */
  maxBytes?: number | undefined;
}

/**
 * Verifies the signature of a webhook, and returns its event.
 *
 * @throws WebhookVerificationError, whose `reason` says what is wrong with the webhook; ValidationError for an option that is not
 * valid.
 */
export async function verifyAndParse(options: VerifyAndParseOptions): Promise<ReceivedEvent> {
  requireObject('options', options);
  const { maxBytes = DEFAULT_MAX_BYTES, toleranceSeconds } = options;
  const signingKey = requireSigningKeys(options.signingKey);
  requireTolerance(toleranceSeconds);
  requireCount('maxBytes', maxBytes);
  const body = asTextOrBytes(options.body);
  if (body === undefined) {
    const expected = 'expected the raw body: a string, bytes or an ArrayBuffer, not parsed JSON';
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
