import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SignHmac, VerifyHmac } from './types.js';

export const verifyHmac: VerifyHmac = (keys, prefix, body, mac) => {
  const received = Buffer.from(mac, 'hex');
  let isValid = false;
  for (const key of keys) {
    const expected = createHmac('sha256', key).update(prefix).update(body).digest();
    if (timingSafeEqual(expected, received)) isValid = true;
  }
  return isValid;
};

export const signHmac: SignHmac = (key, prefix, body) =>
  createHmac('sha256', key).update(prefix).update(body).digest('hex');
