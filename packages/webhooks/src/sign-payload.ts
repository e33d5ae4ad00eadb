import { describe, requireCount, requireObject, requireText, ValidationError } from '@cio/core';
import { signHmac } from '#hmac';
import { asTextOrBytes, type WebhookBody } from './body-bytes.js';

export interface SignPayloadOptions {
  /** The key that the receiver verifies with. */
  signingKey: string;
  /** The body as it will be sent. */
  body: WebhookBody;
  /** Unix seconds. Default now. */
  timestamp?: number | undefined;
}

/**
 * The headers that Customer.io would send with a body, for tests of your own.
 *
 * @throws ValidationError for arguments that are wrong.
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
