import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SignHmac, VerifyHmac } from './types.js';

// Used again for each webhook: two buffers less to make and to collect. Nothing waits between filling and comparing.
const expected = Buffer.alloc(32);
const given = Buffer.alloc(32);

export const verifyHmac: VerifyHmac = (key, prefix, body, hex) => {
  expected.write(createHmac('sha256', key).update(prefix).update(body).digest('binary'), 'binary');
  return given.write(hex, 'hex') === given.length && timingSafeEqual(expected, given);
};

export const signHmac: SignHmac = (key, prefix, body) =>
  createHmac('sha256', key).update(prefix).update(body).digest('hex');
