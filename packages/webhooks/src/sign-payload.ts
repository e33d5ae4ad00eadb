import { describe, requireCount, requireObject, requireText, ValidationError } from '@cio/core';
import { signHmac } from '#hmac';
import { asTextOrBytes, type WebhookBody } from './body-bytes.js';

/** What is signed. */
export interface SignPayloadOptions {
  /** The signing key of the receiver. */
  signingKey: string;
  /** The raw body. */
  body: WebhookBody;
  /** The timestamp in unix seconds. Default: now. */
  timestamp?: number | undefined;
}

/**
 * The signature headers of a webhook, for your tests.
 *
 * @throws ValidationError for an option that is not valid.
 */
export async function signPayload(
  options: SignPayloadOptions,
): Promise<{ 'x-cio-timestamp': string; 'x-cio-signature': string }> {
  requireObject('options', options);
  const { signingKey, timestamp = Math.floor(Date.now() / 1000) } = options;
  requireText('signingKey', signingKey);
  requireCount('timestamp', timestamp, 0);
  const body = asTextOrBytes(options.body);
  if (body === undefined) {
    throw new ValidationError(
      'body',
      `expected a string, bytes or an ArrayBuffer, got ${describe(options.body)}`,
    );
  }
  return {
    'x-cio-timestamp': String(timestamp),
    'x-cio-signature': await signHmac(signingKey, `v0:${timestamp}:`, body),
  };
}
