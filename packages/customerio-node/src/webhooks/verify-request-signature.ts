import { createHmac, timingSafeEqual } from 'node:crypto';
import { MissingParamError } from '../errors.js';

/** What a webhook is verified with. */
export interface VerifyRequestSignatureOptions {
  /** The signing key of the webhook. */
  signingSecret: string;
  /** The header `X-CIO-Timestamp`. Its age is not checked: `@cio/webhooks` does that. */
  timestamp: string | number;
  /** The body as it was received, before it was parsed. */
  body: string | Buffer;
  /** The header `X-CIO-Signature`. */
  signature: string;
}

/**
 * Whether Customer.io signed a webhook. A missing or malformed signature is `false`.
 *
 * @throws MissingParamError without a signing key.
 * @see https://docs.customer.io/journeys/webhooks/
 */
export function verifyRequestSignature(options: VerifyRequestSignatureOptions): boolean {
  const { signingSecret, timestamp, body, signature } = options;
  if (!signingSecret) throw new MissingParamError('signingSecret');
  // The headers of a request may be absent, or lists.
  if (typeof signature !== 'string') return false;
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const received = Buffer.from(signature);
  return received.length === expected.length && timingSafeEqual(received, Buffer.from(expected));
}
