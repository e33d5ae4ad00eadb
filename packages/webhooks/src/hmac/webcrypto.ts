import type { SignHmac, VerifyHmac } from './types.js';

export const verifyHmac: VerifyHmac = async (keys, prefix, body, hex) => {
  // What is no digit leaves too few bytes.
  const mac = Uint8Array.from(hex.match(/[\da-f]{2}/gi) || [], (byte) => Number(`0x${byte}`));
  const signed = await together(prefix, body);
  const tried = keys.map(async (key) =>
    // The platform compares in constant time.
    crypto.subtle.verify('HMAC', await importKey(key, 'verify'), mac, signed),
  );
  return (await Promise.all(tried)).includes(true);
};

export const signHmac: SignHmac = async (key, prefix, body) => {
  const mac = await crypto.subtle.sign('HMAC', await importKey(key, 'sign'), await together(prefix, body));
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

function importKey(key: string, use: 'sign' | 'verify') {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(key), algorithm, false, [use]);
}

function together(prefix: string, body: string | Uint8Array): Promise<ArrayBuffer> {
  return new Blob([prefix, body as Uint8Array<ArrayBuffer>]).arrayBuffer();
}
