import { createHmac } from 'node:crypto';
import { unixSeconds } from '../../lib/clock.js';
import { readResponse } from '../../lib/read-response.js';

export interface WebhookTarget {
  /** An http or https URL. */
  url: string;
  /** What the webhooks are signed with. */
  signingKey: string;
}

/** One attempt at a webhook. */
export interface WebhookAttempt {
  /** Milliseconds since 1970. */
  at: number;
  /** The `X-CIO-Timestamp`; unix seconds. */
  timestamp: number;
  /** The `X-CIO-Signature`. */
  signature: string;
  /** The receiver's status; 0 where there was no response. */
  status: number;
  /** How long the receiver took, in milliseconds. */
  duration_ms: number;
  /** Why there was no response. */
  error?: string;
  /** The first 2,000 characters of the receiver's response. */
  response?: string;
}

/** How much of a receiver's response is read, in bytes. */
const MAX_RESPONSE_BYTES = 64 * 1024;
/** How much of it is kept, in characters. */
const MAX_KEPT_RESPONSE = 2000;

/** Posts an event as Customer.io does, signed, and returns the receiver's status; 0 where it cannot be reached. */
export async function sendWebhook(
  event: object,
  target: WebhookTarget,
  time: number = unixSeconds(),
): Promise<number> {
  return (await attemptWebhook(event, target, time)).status;
}

export function isAccepted(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Posts an event once. */
export async function attemptWebhook(
  event: object,
  { url, signingKey }: WebhookTarget,
  time: number = unixSeconds(),
): Promise<WebhookAttempt> {
  const body = JSON.stringify(event);
  const timestamp = String(time);
  const signature = createHmac('sha256', signingKey).update(`v0:${timestamp}:${body}`).digest('hex');
  const started = performance.now();
  const attempt = { at: Date.now(), timestamp: time, signature };
  const durationMs = () => Math.round((performance.now() - started) * 10) / 10;
  if (!/^https?:/i.test(url)) {
    return { ...attempt, status: 0, duration_ms: 0, error: 'the URL is neither http nor https' };
  }
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
    const bytes = await readResponse(response, MAX_RESPONSE_BYTES);
    const text = bytes?.toString().slice(0, MAX_KEPT_RESPONSE) ?? '';
    return {
      ...attempt,
      status: response.status,
      duration_ms: durationMs(),
      ...(text !== '' && { response: text }),
    };
  } catch (error) {
    return { ...attempt, status: 0, duration_ms: durationMs(), error: reasonOf(error) };
  }
}

/** The reason of a failed fetch is the cause of its error. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return 'no response within 4 seconds';
  const { code, message: reason } = (cause ?? {}) as NodeJS.ErrnoException;
  return reason || code || message;
}
