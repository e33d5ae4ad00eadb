import { requireText, ValidationError } from '@cio/core';
import { verifyHmac } from '#hmac';
import type { WebhookVerificationReason } from './errors.js';

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

/** Refuses settings of the receiver that are bad. */
export function checkSettings({
  signingKey,
  toleranceSeconds,
}: Pick<VerifySignatureOptions, 'signingKey' | 'toleranceSeconds'>): void {
  if (typeof signingKey !== 'string' && (!Array.isArray(signingKey) || signingKey.length === 0)) {
    throw new ValidationError('signingKey', 'expected a string or an array of strings');
  }
  for (const key of [signingKey].flat()) requireText('signingKey', key);
  if (toleranceSeconds !== undefined && !(toleranceSeconds >= 0)) {
    throw new ValidationError('toleranceSeconds', 'expected seconds, 0 or more');
  }
}

/** Why a webhook is not to be believed; undefined where it is. */
export async function whyNot(
  options: VerifySignatureOptions,
): Promise<WebhookVerificationReason | undefined> {
  const { signingKey, timestamp, signature, body, toleranceSeconds } = options;
  checkSettings(options);

  if (!timestamp || !signature) return 'missing_header';
  if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp)) return 'bad_timestamp';
  const age = Date.now() / 1000 - Number(timestamp);
  if (toleranceSeconds !== undefined && Math.abs(age) > toleranceSeconds) {
    return age > 0 ? 'too_old' : 'bad_timestamp';
  }
  const hex = typeof signature === 'string' && /^(?:v0=)?([\da-f]{64})$/i.exec(signature)?.[1];
  if (!hex) return 'bad_signature';
  const bytes = body instanceof ArrayBuffer ? new Uint8Array(body) : body;
  if (typeof bytes !== 'string' && !(bytes instanceof Uint8Array)) return 'bad_body';

  const prefix = `v0:${timestamp}:`;
  if (typeof signingKey === 'string') {
    return (await verifyHmac(signingKey, prefix, bytes, hex)) ? undefined : 'bad_signature';
  }
  // Every key is tried, so that the time taken does not tell which one fits.
  let valid = false;
  for (const key of signingKey) if (await verifyHmac(key, prefix, bytes, hex)) valid = true;
  return valid ? undefined : 'bad_signature';
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
  return (await whyNot(options)) === undefined;
}
