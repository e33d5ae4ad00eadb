import { createHmac } from 'node:crypto';
import { unixSeconds } from '../../lib/clock.js';
import { readResponse } from '../../lib/read-response.js';

export interface WebhookTarget {
  /** An http or https URL. */
  url: string;
  /** What the webhooks are signed with. */
  signingKey: string;
}

/** How much of a receiver's response is read, in bytes. It is not used. */
const MAX_RESPONSE_BYTES = 64 * 1024;

/** Posts an event as Customer.io does, signed, and returns the receiver's status; 0 where it cannot be reached. */
export async function sendWebhook(
  event: object,
  { url, signingKey }: WebhookTarget,
  time: number = unixSeconds(),
): Promise<number> {
  if (!/^https?:/i.test(url)) return 0;
  const body = JSON.stringify(event);
  const timestamp = String(time);
  const signature = createHmac('sha256', signingKey).update(`v0:${timestamp}:${body}`).digest('hex');
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-cio-timestamp': timestamp,
        'x-cio-signature': signature,
      },
      body,
      // Customer.io's timeout.
      signal: AbortSignal.timeout(4000),
      redirect: 'manual',
    });
    await readResponse(response, MAX_RESPONSE_BYTES);
    return response.status;
  } catch {
    return 0;
  }
}
