import { DurableObject } from 'cloudflare:workers';
import type { Deduplicator, EventClaim } from '@cio/webhooks';
import type { DurableObjectNamespace } from '@cloudflare/workers-types';

/** Longer than the receiver's `abandonAfterMs`: the claim of an instance that has died ends by itself. */
const CLAIM_MS = 90_000;
/** Customer.io retries for seven days. */
const KEPT_MS = 8 * 24 * 3600 * 1000;

/** Whether one event has been handled: an object for each event, which forgets itself. */
export class HandledEvent extends DurableObject {
  async claim(): Promise<EventClaim> {
    const state = await this.ctx.storage.get<'handled' | number>('state');
    if (state === 'handled') return 'done';
    if (state !== undefined && state > Date.now() - CLAIM_MS) return 'running';
    await this.ctx.storage.put('state', Date.now());
    await this.ctx.storage.setAlarm(Date.now() + KEPT_MS);
    return 'claimed';
  }

  async settle(): Promise<void> {
    await this.ctx.storage.put('state', 'handled');
  }

  async release(): Promise<void> {
    await this.alarm();
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }
}

/** Remembers events in Durable Objects: each is claimed by one delivery at a time, wherever they come in. */
export function objectDeduplicator(namespace: DurableObjectNamespace<never>): Deduplicator {
  const of = (eventId: string) =>
    namespace.get(namespace.idFromName(eventId)) as unknown as Pick<
      HandledEvent,
      'claim' | 'settle' | 'release'
    >;
  return {
    claim: (eventId) => of(eventId).claim(),
    done: (eventId) => of(eventId).settle(),
    failed: (eventId) => of(eventId).release(),
  };
}
