import type { WebhookHandlerOptions } from './options.js';
import { createReceiver } from './receiver.js';

/** The context of a platform, for work that continues after the response. */
export interface WaitUntilContext {
  /** Keeps the worker alive until the promise has settled. */
  waitUntil?(promise: Promise<unknown>): void;
}

/** @param context The platform's context, whose `waitUntil` keeps work alive that continues after the response. */
export type WebhookHandler = (request: Request, context?: WaitUntilContext) => Promise<Response>;

/**
 * Creates a webhook handler over `Request` and `Response`: for Workers, Deno, Bun, Next, Hono and other platforms with the fetch
 * API. The handler never rejects.
 *
 * Its response is 200 if the event has been handled (now or before) or cannot be handled; 401 if the webhook is not verified;
 * 405, 408, 413 or 415 as they apply; 503 if the handler or the deduplicator failed or did not end in time, so that Customer.io
 * retries soon.
 *
 * @param options The signing key, the handlers, and the limits.
 * @throws ValidationError for an option that is not valid.
 * @example
 * const handler = createWebhookHandler({
 *   signingKey: () => process.env.CIO_SIGNING_KEY!,
 *   on: { 'email.bounced': (event) => suppress(event.data.recipient) },
 * });
 * export const POST = (request: Request) => handler(request);
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const { receive } = createReceiver(options);
  return async (request, context) => {
    const response = await receive({
      method: () => request.method,
      header: (name) => request.headers.get(name),
      readBody: (maxBytes) => readBody(request, maxBytes),
      waitUntil: (promise) => context?.waitUntil?.(promise),
    });
    return new Response(response.body || null, response);
  };
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  if (request.bodyUsed)
    throw new TypeError('the body has already been read: pass the request before anything reads its body');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
