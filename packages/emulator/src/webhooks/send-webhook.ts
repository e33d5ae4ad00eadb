import { createHmac } from 'node:crypto';
import { now } from '../workspace/workspace.js';

export interface WebhookTarget {
  url: string;
  signingKey: string;
}

/** Posts an event as Customer.io does, signed, and tells the receiver's status; 0 where it cannot be reached. */
export async function sendWebhook(
  event: object,
  { url, signingKey }: WebhookTarget,
  time: number = now(),
): Promise<number> {
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
      // The time that Customer.io gives a receiver.
      signal: AbortSignal.timeout(4000),
      redirect: 'manual',
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
