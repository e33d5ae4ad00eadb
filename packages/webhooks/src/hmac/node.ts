import { createHmac, timingSafeEqual } from 'node:crypto';
import type { VerifyHmac } from './types.js';

export const verifyHmac: VerifyHmac = (key, prefix, body, mac) =>
  timingSafeEqual(createHmac('sha256', key).update(prefix).update(body).digest(), mac);
