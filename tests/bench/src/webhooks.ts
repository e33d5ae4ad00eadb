// What verifying costs, beside doing the same by hand.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { verifySignature } from '@cio/webhooks';
import type { Run } from './run.js';

export const SIGNING_KEY = '755781b5e03a973f3405a85474d5a032a60fd56fabaad66039b12eadd83955fa';
export const TIMESTAMP = '1692633432';
const VERIFICATIONS = 40_000;

/** An event as Customer.io sends them, with an id of its own. */
export function bodyOf(n: number): string {
  return JSON.stringify({
    event_id: `01E4C4CT6YDC7Y5M7FE1GWW${n}`,
    object_type: 'email',
    metric: 'clicked',
    timestamp: 1_692_633_432,
    data: {
      customer_id: 'C-1',
      delivery_id: 'RPILAgUBcRhIBqSfeiIwdIYJKxTY',
      identifiers: { id: 'C-1', email: 'ada@example.com', cio_id: 'a3000001' },
      campaign_id: 5,
      action_id: 7,
      recipient: 'ada@example.com',
      subject: 'Thanks for signing up',
      href: 'https://example.com/a/long/enough/link?with=a&query=string',
      link_id: 1,
    },
  });
}

export const sign = (body: string) =>
  createHmac('sha256', SIGNING_KEY).update(`v0:${TIMESTAMP}:${body}`).digest('hex');

/** Verification by hand: what the documentation tells one to write. */
export function byHand(body: string | Uint8Array, timestamp: string, signature: string): boolean {
  const mac = createHmac('sha256', SIGNING_KEY).update(`v0:${timestamp}:`).update(body).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === mac.length && timingSafeEqual(mac, given);
}

export async function verifyByHand(_: string, scale: number): Promise<Run> {
  const body = bodyOf(1);
  const signature = sign(body);
  for (let i = 0; i < VERIFICATIONS * scale; i++) {
    // In a promise, as what comes after it in a receiver is.
    if (!(await byHand(body, TIMESTAMP, signature))) throw new Error('not valid');
  }
  return { operations: VERIFICATIONS * scale };
}

export async function verifyWithUs(_: string, scale: number): Promise<Run> {
  const body = bodyOf(1);
  const signature = sign(body);
  for (let i = 0; i < VERIFICATIONS * scale; i++) {
    const valid = await verifySignature({ signingKey: SIGNING_KEY, timestamp: TIMESTAMP, signature, body });
    if (!valid) throw new Error('not valid');
  }
  return { operations: VERIFICATIONS * scale };
}
