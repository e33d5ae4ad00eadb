import { requireText } from '@cio/core';
import { signHmac } from '#hmac';

export interface SignPayloadOptions {
  signingKey: string;
  /** The body as it will be sent. */
  body: string | Uint8Array;
  /** Unix seconds. Default now. */
  timestamp?: number;
}

/** The headers that Customer.io would send with a body, for one's own tests. */
export async function signPayload(
  options: SignPayloadOptions,
): Promise<{ 'x-cio-timestamp': string; 'x-cio-signature': string }> {
  const { signingKey, body, timestamp = Math.floor(Date.now() / 1000) } = options;
  requireText('signingKey', signingKey);
  return {
    'x-cio-timestamp': String(timestamp),
    'x-cio-signature': await signHmac(signingKey, `v0:${timestamp}:`, body),
  };
}
