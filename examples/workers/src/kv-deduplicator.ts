import type { Deduplicator } from '@cio/webhooks';
import type { KVNamespace } from '@cloudflare/workers-types';

/**
 * Remembers handled events in Workers KV, for eight days: Customer.io retries for seven. What is written takes up to a minute
 * to be seen elsewhere, and nothing is claimed: an event that is delivered twice in that time may be handled twice.
 */
export function kvDeduplicator(namespace: KVNamespace): Deduplicator {
  return {
    claim: async (eventId) => ((await namespace.get(eventId)) === null ? 'claimed' : 'done'),
    done: (eventId) => namespace.put(eventId, 'handled', { expirationTtl: 8 * 24 * 3600 }),
    failed() {},
  };
}
