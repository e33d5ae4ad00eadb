/** Whether `mac` is the HMAC-SHA256, 32 bytes, of the prefix and the body together; told in constant time. */
export type VerifyHmac = (
  key: string,
  prefix: string,
  body: string | Uint8Array,
  mac: Uint8Array,
) => boolean | Promise<boolean>;
