/** Whether `hex`, 64 characters that may be anything, is the HMAC-SHA256 of the prefix and the body together; told in constant time. */
export type VerifyHmac = (
  key: string,
  prefix: string,
  body: string | Uint8Array,
  hex: string,
) => boolean | Promise<boolean>;

/** The HMAC-SHA256 of the prefix and the body together, as 64 hexadecimal digits. */
export type SignHmac = (key: string, prefix: string, body: string | Uint8Array) => string | Promise<string>;
