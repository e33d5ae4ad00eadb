import { DurableObject } from 'cloudflare:workers';
import { createWebhookHandler } from '@cio/webhooks';
import * as packages from '../packages.mjs';
import { checkReceiver, receiverOptions, run } from '../scenario.cjs';

/** Remembers events in a namespace of KV, which is not quite up to date everywhere: rarely, an event is handled twice. */
const kvDeduplicator = (kv) => ({
  claim: async (id) => ((await kv.get(id)) === null ? 'claimed' : 'done'),
  done: (id) => kv.put(id, '', { expirationTtl: 7 * 24 * 3600 }),
  failed() {},
});

/** Remembers events in a Durable Object, one an event: never twice. */
const objectDeduplicator = (namespace) => {
  const of = (id) => namespace.get(namespace.idFromName(id));
  return {
    claim: (id) => of(id).claim(),
    done: (id) => of(id).done(),
    failed: (id) => of(id).release(),
  };
};

export class WebhookEvent extends DurableObject {
  async claim() {
    const state = await this.ctx.storage.get('state');
    if (state === 'done') return 'done';
    // A claim whose owner has died ends by itself, after `abandonAfterMs`.
    if (state > Date.now() - 90_000) return 'running';
    await this.ctx.storage.put('state', Date.now());
    return 'claimed';
  }

  async done() {
    await this.ctx.storage.put('state', 'done');
    await this.ctx.storage.setAlarm(Date.now() + 8 * 24 * 3600 * 1000);
  }

  release() {
    return this.ctx.storage.deleteAll();
  }

  alarm() {
    return this.ctx.storage.deleteAll();
  }
}

export default {
  async fetch(_request, { SEEN, EVENTS, PLACE }, context) {
    // A receiver for each delivery, as instances come and go: what is remembered is remembered outside of them.
    const deliverWith = (deduplicate) => {
      const { seen, options } = receiverOptions();
      return async (headers, body) => {
        const receive = createWebhookHandler({ ...options, deduplicate });
        const delivery = new Request('http://worker/', { method: 'POST', headers, body });
        return [(await receive(delivery, context)).status, seen.count];
      };
    };
    const result = await run(packages, PLACE, deliverWith(kvDeduplicator(SEEN)));
    await checkReceiver(packages, deliverWith(objectDeduplicator(EVENTS))).catch((error) => {
      result.webhook = `Durable Object: ${error.message}`;
    });
    return Response.json(result);
  },
};
