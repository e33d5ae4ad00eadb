import { ValidationError } from '@cio/core';
import { verifyHmac } from '#hmac';
import type { WebhookVerificationReason } from './errors.js';
import { isPromise, type MaybePromise } from './promise.js';

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

/** The same, where a tolerance that is not set may be undefined. */
export type Signed = Omit<VerifySignatureOptions, 'toleranceSeconds'> & {
  toleranceSeconds?: number | undefined;
};

/** Refuses settings of the receiver that are bad. */
export function checkSettings({
  signingKey,
  toleranceSeconds,
}: Pick<Signed, 'signingKey' | 'toleranceSeconds'>): void {
  const keys: unknown[] = [signingKey].flat();
  if (keys.length === 0 || keys.some((key) => typeof key !== 'string' || key.trim() === '')) {
    throw new ValidationError('signingKey', 'expected one or several, none blank');
  }
  if (toleranceSeconds !== undefined && !(toleranceSeconds >= 0)) {
    throw new ValidationError('toleranceSeconds', 'expected seconds, 0 or more');
  }
}

/** Why a webhook is not to be believed; undefined where it is. The settings have been checked. */
export function whyNot(options: Signed): MaybePromise<WebhookVerificationReason | undefined> {
  const { signingKey, timestamp, signature, body, toleranceSeconds } = options;
  if (!timestamp || !signature) return 'missing_header';
  if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp)) return 'bad_timestamp';
  if (toleranceSeconds !== undefined) {
    const age = Date.now() / 1000 - Number(timestamp);
    if (Math.abs(age) > toleranceSeconds) return age > 0 ? 'too_old' : 'bad_timestamp';
  }
  const hex = typeof signature === 'string' ? signature.replace(/^v0=/, '') : '';
  if (hex.length !== 64) return 'bad_signature';
  const bytes = body instanceof ArrayBuffer ? new Uint8Array(body) : body;
  if (typeof bytes !== 'string' && !(bytes instanceof Uint8Array)) return 'bad_body';

  const keys = typeof signingKey === 'string' ? [signingKey] : signingKey;
  const valid = verifyHmac(keys, `v0:${timestamp}:`, bytes, hex);
  // A promise only where the platform has no other way.
  return isPromise(valid) ? valid.then(reasonFor) : reasonFor(valid);
}

const reasonFor = (valid: boolean) => (valid ? undefined : 'bad_signature');

/**
 * Whether a webhook comes from Customer.io, told in constant time.
 *
 * False for whatever a stranger may send: missing headers, several of one name, rubbish.
 *
 * @throws ValidationError where the receiver's own settings are bad: a blank key, a tolerance that is no number.
 * @see https://docs.customer.io/journeys/webhooks/
 */
export async function verifySignature(options: VerifySignatureOptions): Promise<boolean> {
  checkSettings(options);
  const reason = whyNot(options);
  return (isPromise(reason) ? await reason : reason) === undefined;
}
