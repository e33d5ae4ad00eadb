import type { SignHmac, VerifyHmac } from './types.js';

export const verifyHmac: VerifyHmac = async (keys, prefix, body, mac) => {
  const received = Uint8Array.from(mac.match(/../g)!, (byte) => Number(`0x${byte}`));
  const signed = await concatenate(prefix, body);
  let isValid = false;
  for (const key of keys) {
    // The platform compares in constant time.
    if (await crypto.subtle.verify('HMAC', await importKey(key), received, signed)) isValid = true;
  }
  return isValid;
};

export const signHmac: SignHmac = async (key, prefix, body) => {
  const signed = await concatenate(prefix, body);
  const mac = await crypto.subtle.sign('HMAC', await importKey(key), signed);
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

function importKey(key: string) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(key), algorithm, false, ['sign', 'verify']);
}

function concatenate(prefix: string, body: string | Uint8Array): Promise<ArrayBuffer> {
  return new Blob([prefix, body as Uint8Array<ArrayBuffer>]).arrayBuffer();
}
