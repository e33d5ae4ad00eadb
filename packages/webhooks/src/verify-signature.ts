import { requireCount, requireObject, ValidationError } from '@cio/core';
import { verifyHmac } from '#hmac';
import { asTextOrBytes, type WebhookBody } from './body-bytes.js';
import type { WebhookVerificationReason } from './errors.js';

/**
 * A header's value as platforms hand it over: text, a number that was read from it, a list as Node gives one, null from
 * `Headers`, undefined. Of a list, one value alone is taken.
 */
export type HeaderValue = string | number | readonly string[] | null | undefined;

/** The webhook's signing key, or several while one replaces another. */
export type SigningKey = string | readonly string[];

export interface VerifySignatureOptions {
  /** The webhook's signing key, or several while one replaces another. */
  signingKey: SigningKey;
  /** The `X-CIO-Timestamp` header: unix seconds, as text or as a number. */
  timestamp: HeaderValue;
  /** The `X-CIO-Signature` header: 64 hexadecimal digits, with or without `v0=` before them. */
  signature: HeaderValue;
  /** The body as it came in, before any parser: parsed and serialized again, it is another body. */
  body: WebhookBody;
  /**
   * How far the timestamp may be from now, to either side, in whole seconds. Default: any age is taken. Customer.io
   * retries for up to seven days: a small value may refuse what it sends again.
   */
  toleranceSeconds?: number | undefined;
}

/**
 * Whether a webhook comes from Customer.io. The signature is compared in constant time.
 *
 * False for whatever a stranger may send: missing headers, repeated ones, values of any kind.
 *
 * @throws ValidationError where the receiver's own settings are wrong: a blank key, a tolerance that is no number.
 * @example
 * const valid = await verifySignature({
 *   signingKey: process.env.CIO_SIGNING_KEY,
 *   timestamp: request.headers['x-cio-timestamp'],
 *   signature: request.headers['x-cio-signature'],
 *   body: rawBody,
 * });
 * @see https://docs.customer.io/journeys/webhooks/
 */
export async function verifySignature(options: VerifySignatureOptions): Promise<boolean> {
  requireObject('options', options);
  const signingKey = requireSigningKeys(options.signingKey);
  requireTolerance(options.toleranceSeconds);
  const body = asTextOrBytes(options.body);
  if (body === undefined) return false;
  return (await findVerificationFailure({ ...options, signingKey, body })) === undefined;
}

/** The keys as a list. Refuses a list without any, and what is blank or no text. */
export function requireSigningKeys(signingKey: unknown): readonly string[] {
  const keys: unknown[] = [signingKey].flat();
  if (keys.length > 0 && keys.every((key) => typeof key === 'string' && key && key === key.trim())) {
    return keys as string[];
  }
  throw new ValidationError(
    'signingKey',
    'expected a key without blanks or line breaks around it, or an array of keys',
  );
}

export function requireTolerance(toleranceSeconds: unknown): void {
  if (toleranceSeconds !== undefined) requireCount('toleranceSeconds', toleranceSeconds, 0);
}

/** What is verified, once the receiver's settings and the kind of the body have been checked. */
export interface CheckedOptions extends VerifySignatureOptions {
  signingKey: readonly string[];
  body: string | Uint8Array;
}

/** Why a webhook is not verified; undefined where it is. */
export async function findVerificationFailure(
  options: CheckedOptions,
): Promise<WebhookVerificationReason | undefined> {
  const { signingKey, toleranceSeconds, body } = options;
  const timestamp = onlyValue(options.timestamp);
  const signature = onlyValue(options.signature);
  if (isMissing(timestamp) || isMissing(signature)) return 'missing_header';

  const seconds = typeof timestamp === 'number' ? String(timestamp) : timestamp;
  if (typeof seconds !== 'string' || !/^\d{1,15}$/.test(seconds)) return 'bad_timestamp';
  if (toleranceSeconds !== undefined) {
    const age = Date.now() / 1000 - Number(seconds);
    if (Math.abs(age) > toleranceSeconds) return age > 0 ? 'too_old' : 'bad_timestamp';
  }

  if (typeof signature !== 'string' || !/^(v0=)?[\da-fA-F]{64}$/.test(signature)) return 'bad_signature';
  const isValid = await verifyHmac(signingKey, `v0:${seconds}:`, body, signature.slice(-64));
  return isValid ? undefined : 'bad_signature';
}

function onlyValue(value: unknown): unknown {
  return Array.isArray(value) && value.length <= 1 ? value[0] : value;
}

function isMissing(value: unknown): boolean {
  return (value ?? '') === '';
}
