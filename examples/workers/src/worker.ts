import { createWebhookHandler, type WaitUntilContext, type WebhookHandler } from '@cio/webhooks';
import type { DurableObjectNamespace, KVNamespace } from '@cloudflare/workers-types';
import { objectDeduplicator } from './handled-event.js';
import { kvDeduplicator } from './kv-deduplicator.js';

export { HandledEvent } from './handled-event.js';

interface Environment {
  CIO_SIGNING_KEY: string;
  EVENTS: DurableObjectNamespace<never>;
  SEEN: KVNamespace;
}

// A Worker gets its bindings with each request. One receiver an instance serves them all.
let receivers: Record<string, WebhookHandler> | undefined;

export default {
  async fetch(request: Request, environment: Environment, context: WaitUntilContext): Promise<Response> {
    const options = {
      signingKey: environment.CIO_SIGNING_KEY,
      on: {
        'email.clicked': (event: { data: { recipient?: string; href?: string } }) =>
          console.log(`${event.data.recipient} went to ${event.data.href}`),
      },
    };
    receivers ??= {
      '/webhooks': createWebhookHandler({ ...options, deduplicate: objectDeduplicator(environment.EVENTS) }),
      '/webhooks/kv': createWebhookHandler({ ...options, deduplicate: kvDeduplicator(environment.SEEN) }),
    };
    const receive = receivers[new URL(request.url).pathname];
    return receive ? receive(request, context) : new Response('not here', { status: 404 });
  },
};
