import { requireCount, requireObject, ValidationError } from '@cio/core';
import { verifyHmac } from '#hmac';
import { asTextOrBytes, type WebhookBody } from './body-bytes.js';
import type { WebhookVerificationReason } from './errors.js';

/**
 * The value of a header: text, a number, a list (Node), null (`Headers`) or undefined. A list has to have exactly one value.
 */
export type HeaderValue = string | number | readonly string[] | null | undefined;

/** The signing key of the webhook, or several keys during a key rotation. */
export type SigningKey = string | readonly string[];

/** What is verified: the headers and the raw body of a webhook. */
export interface VerifySignatureOptions {
  /** The signing key of the webhook, or several keys during a key rotation. */
  signingKey: SigningKey;
  /** The `X-CIO-Timestamp` header: unix seconds, as text or as a number. */
  timestamp: HeaderValue;
  /** The `X-CIO-Signature` header: 64 hexadecimal digits, with or without the prefix `v0=`. */
  signature: HeaderValue;
  /** The raw body, not parsed: of a parsed one no signature is valid, which is written to `console.warn` once. */
  body: WebhookBody;
  /**
   * The maximum age of the timestamp, and its maximum distance in the future, in whole seconds. Default: no limit. Customer.io
   * retries for up to seven days: a small value rejects its retries.
   */
  toleranceSeconds?: number | undefined;
}

/**
 * Whether the signature of a webhook is valid. It is compared in constant time.
 *
 * False for any request that is not from Customer.io, also with missing, repeated or malformed headers.
 *
 * @throws ValidationError for an option that is not valid: a blank key, or a tolerance that is not a number.
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
  if (body === undefined) {
    warnOfParsedBody(options.body);
    return false;
  }
  const { timestamp, signature, toleranceSeconds } = options;
  const failure = await findVerificationFailure({ signingKey, timestamp, signature, body, toleranceSeconds });
  return failure === undefined;
}

let isWarned = false;

/** Told once: no request can have such a body, but a parser that ran before can leave it. */
function warnOfParsedBody(body: unknown): void {
  if (isWarned || typeof body !== 'object' || body === null || Object.keys(body).length === 0) return;
  isWarned = true;
  console.warn(
    '@cio/webhooks: verifySignature got a parsed body, whose signature cannot be verified: pass the raw body',
  );
}

/** The keys as a list. Throws a ValidationError for an empty list, and for a key that is blank or not text. */
export function requireSigningKeys(signingKey: unknown): readonly string[] {
  const keys: unknown[] = Array.isArray(signingKey) ? [...signingKey] : [signingKey];
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

/** Validated options. */
export interface CheckedOptions extends VerifySignatureOptions {
  signingKey: readonly string[];
  body: string | Uint8Array;
}

/** Why a webhook is not verified; undefined if it is. */
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

  const isValid =
    typeof signature === 'string' &&
    /^(v0=)?[\da-fA-F]{64}$/.test(signature) &&
    (await verifyHmac(signingKey, `v0:${seconds}:`, body, signature.slice(-64)));
  return isValid ? undefined : 'bad_signature';
}

function onlyValue(value: unknown): unknown {
  return Array.isArray(value) && value.length <= 1 ? value[0] : value;
}

function isMissing(value: unknown): boolean {
  return (value ?? '') === '';
}
