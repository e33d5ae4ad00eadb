/**
 * Whether `mac`, 64 hexadecimal digits, is the HMAC-SHA256 of the prefix and the body together with one of the keys.
 * Compared in constant time and with every key, so that the duration does not reveal the matching key.
 */
export type VerifyHmac = (
  keys: readonly string[],
  prefix: string,
  body: string | Uint8Array,
  mac: string,
) => boolean | Promise<boolean>;

/** The HMAC-SHA256 of the prefix and the body together, as 64 hexadecimal digits. */
export type SignHmac = (key: string, prefix: string, body: string | Uint8Array) => string | Promise<string>;
