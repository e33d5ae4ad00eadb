import { createReceiver, type WebhookHandlerOptions } from './receiver.js';

/** What a platform gives for work that goes on after the answer. */
export interface WaitUntilContext {
  waitUntil?(promise: Promise<unknown>): void;
}

export type WebhookHandler = (request: Request, context?: WaitUntilContext) => Promise<Response>;

/**
 * A handler of webhooks over `Request` and `Response`: for Workers, Deno, Bun, Next, Hono and whatever else speaks fetch.
 *
 * Answers 200 when the work is done; 401 for what is not Customer.io's; 400, 405, 413, 415 as they apply; 500
 * where the work failed, and 503 where it took too long or somebody else is at it: then Customer.io comes again.
 *
 * @throws ValidationError for options that are bad, when it is made.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const receive = createReceiver(options);
  return (request, context) =>
    new Promise((resolve) => {
      receive({
        method: request.method,
        header: (name) => request.headers.get(name),
        readBody: (maxBytes, done, failed) => readBody(request, maxBytes).then(done, failed),
        answer: ({ body, ...init }) => resolve(new Response(body || null, init)),
        waitUntil: context?.waitUntil?.bind(context),
      });
    });
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0];
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
