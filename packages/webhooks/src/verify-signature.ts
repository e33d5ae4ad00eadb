import { requireText, ValidationError } from '@cio/core';
import { verifyHmac } from '#hmac';

/** A header's value as the platforms hand it over. */
export type HeaderValue = string | readonly string[] | null | undefined;

export interface VerifySignatureOptions {
  /** The webhook's signing key, or several while one replaces another. */
  signingKey: string | readonly string[];
  /** The `X-CIO-Timestamp` header: unix seconds. */
  timestamp: HeaderValue;
  /** The `X-CIO-Signature` header: 64 hexadecimal digits, `v0=` before them or not. */
  signature: HeaderValue;
  /** The body as it came in, before any parser: parsed and written again, it is another body. */
  body: string | Uint8Array | ArrayBuffer;
  /**
   * How far the timestamp may be from now, to either side, in seconds. Any age is taken when left
   * out. Customer.io comes again for up to seven days: a small figure may refuse what it sends later.
   */
  toleranceSeconds?: number;
}

/**
 * Whether a webhook comes from Customer.io, told in constant time.
 *
 * False for whatever a stranger may send: missing headers, several of one name, rubbish.
 *
 * @throws ValidationError where the receiver's own settings are bad: a blank key, a tolerance that is no number.
 * @see https://docs.customer.io/journeys/webhooks/
 */
export async function verifySignature(options: VerifySignatureOptions): Promise<boolean> {
  const { signingKey, timestamp, signature, body, toleranceSeconds } = options;
  const keys = typeof signingKey === 'string' ? [signingKey] : signingKey;
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new ValidationError('signingKey', 'expected a string or an array of strings');
  }
  for (const key of keys) requireText('signingKey', key);
  if (toleranceSeconds !== undefined && !(toleranceSeconds >= 0)) {
    throw new ValidationError('toleranceSeconds', 'expected seconds, 0 or more');
  }

  if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp)) return false;
  if (toleranceSeconds !== undefined && Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) {
    return false;
  }
  const mac = parseSignature(signature);
  const bytes = body instanceof ArrayBuffer ? new Uint8Array(body) : body;
  if (!mac || (typeof bytes !== 'string' && !(bytes instanceof Uint8Array))) return false;

  // Every key is tried, so that the time taken does not tell which one fits.
  let valid = false;
  for (const key of keys) {
    if (await verifyHmac(key, `v0:${timestamp}:`, bytes, mac)) valid = true;
  }
  return valid;
}

/** The 32 bytes of a signature, or undefined where it is not one. */
function parseSignature(signature: HeaderValue): Uint8Array | undefined {
  const hex = typeof signature === 'string' && /^(?:v0=)?([\da-f]{64})$/i.exec(signature)?.[1];
  return hex ? Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16)) : undefined;
}
