import type { WebhookHandlerOptions } from './options.js';
import { createReceiver } from './receiver.js';

/** What a platform gives for work that goes on after the response. */
export interface WaitUntilContext {
  waitUntil?(promise: Promise<unknown>): void;
}

/** @param context The platform's context, whose `waitUntil` keeps work alive that goes on after the response. */
export type WebhookHandler = (request: Request, context?: WaitUntilContext) => Promise<Response>;

/**
 * A handler of webhooks over `Request` and `Response`: for Workers, Deno, Bun, Next, Hono and whatever else has the
 * fetch API. It never rejects.
 *
 * It answers 200 where the event was handled, now or before, and where it never will be; 401 where the webhook is not
 * verified; 405, 408, 413 and 415 as they apply; 503 where the handler or the deduplicator failed or took too long, so
 * that Customer.io sends the event again soon.
 *
 * @throws ValidationError for options that are wrong, when it is made.
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
  if (request.bodyUsed) throw new TypeError('the body was read before');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
