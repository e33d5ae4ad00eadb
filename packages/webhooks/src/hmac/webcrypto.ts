import type { SignHmac, VerifyHmac } from './types.js';

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

export const verifyHmac: VerifyHmac = async (key, prefix, body, hex) => {
  const mac = Uint8Array.from(hex.match(/../g)!, (byte) => Number(`0x${byte}`));
  // The platform compares in constant time.
  return crypto.subtle.verify('HMAC', await importKey(key, 'verify'), mac, together(prefix, body));
};

export const signHmac: SignHmac = async (key, prefix, body) => {
  const mac = await crypto.subtle.sign('HMAC', await importKey(key, 'sign'), together(prefix, body));
  return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

function importKey(key: string, use: 'sign' | 'verify') {
  return crypto.subtle.importKey('raw', encoder.encode(key), ALGORITHM, false, [use]);
}

function together(prefix: string, body: string | Uint8Array) {
  const start = encoder.encode(prefix);
  const rest = typeof body === 'string' ? encoder.encode(body) : body;
  const message = new Uint8Array(start.length + rest.length);
  message.set(start);
  message.set(rest, start.length);
  return message;
}
