/**
 * Whether `hex`, 64 characters that may be anything, is the HMAC-SHA256 of the prefix and the body together with one
 * of the keys; told in constant time. Every key is tried: the time taken does not tell which one fits.
 */
export type VerifyHmac = (
  keys: readonly string[],
  prefix: string,
  body: string | Uint8Array,
  hex: string,
) => boolean | Promise<boolean>;

/** The HMAC-SHA256 of the prefix and the body together, as 64 hexadecimal digits. */
export type SignHmac = (key: string, prefix: string, body: string | Uint8Array) => string | Promise<string>;
