import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SignHmac, VerifyHmac } from './types.js';

export const verifyHmac: VerifyHmac = (key, prefix, body, hex) =>
  timingSafeEqual(createHmac('sha256', key).update(prefix).update(body).digest(), Buffer.from(hex, 'hex'));

export const signHmac: SignHmac = (key, prefix, body) =>
  createHmac('sha256', key).update(prefix).update(body).digest('hex');
