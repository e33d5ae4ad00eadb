import type { VerifyHmac } from './types.js';

export const verifyHmac: VerifyHmac = async (key, prefix, body, mac) => {
  const encoder = new TextEncoder();
  const start = encoder.encode(prefix);
  const rest = typeof body === 'string' ? encoder.encode(body) : body;
  const message = new Uint8Array(start.length + rest.length);
  message.set(start);
  message.set(rest, start.length);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const cryptoKey = await crypto.subtle.importKey('raw', encoder.encode(key), algorithm, false, ['verify']);
  // The platform compares in constant time.
  return crypto.subtle.verify('HMAC', cryptoKey, mac, message);
};
