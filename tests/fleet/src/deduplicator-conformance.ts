import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deduplicator } from '@cio/webhooks';
import { describe, expect, test } from 'vitest';

/** What a deduplicator of the suite is opened with. */
export interface DeduplicatorOptions {
  /** Those with the same key share their events, as the receivers of a fleet do. */
  readonly key: string;
  readonly leaseMs?: number;
  readonly rememberMs?: number;
}

/** What every deduplicator of a fleet does, whatever it is stored in. */
export function deduplicatorConformance(
  engine: string,
  open: (options: DeduplicatorOptions) => Deduplicator | Promise<Deduplicator>,
): void {
  describe(`a deduplicator on ${engine}`, () => {
    function fleet() {
      const key = randomUUID();
      return async (options: Omit<DeduplicatorOptions, 'key'> = {}) => open({ key, ...options });
    }

    test('one of several receivers has an event, and it is remembered', async () => {
      const create = fleet();
      const [one, other] = [await create(), await create()];
      expect(await one.claim('a')).toBe('claimed');
      expect(await other.claim('a')).toBe('running');
      expect(await one.claim('a')).toBe('running');
      await one.done('a');
      expect(await one.claim('a')).toBe('done');
      expect(await other.claim('a')).toBe('done');
      expect(await other.claim('b')).toBe('claimed');
    });

    test('of 50 claims at once, one is granted', async () => {
      const create = fleet();
      const receivers = [await create(), await create(), await create(), await create(), await create()];
      const claims = await Promise.all(
        Array.from({ length: 50 }, (_, index) => receivers[index % 5]!.claim('a')),
      );
      expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
      expect(claims.filter((claim) => claim === 'running')).toHaveLength(49);
    });

    test('after a failure the next delivery is handled; only who has the claim releases it', async () => {
      const create = fleet();
      const [one, other] = [await create(), await create()];
      await one.claim('a');
      await other.failed('a');
      expect(await other.claim('a')).toBe('running');
      await one.failed('a');
      expect(await other.claim('a')).toBe('claimed');
      await other.done('a');
      await other.failed('a');
      expect(await one.claim('a')).toBe('done');
    });

    test('the claim of a receiver that died ends with its lease', async () => {
      const create = fleet();
      const [dead, other] = [await create({ leaseMs: 300 }), await create()];
      await dead.claim('a');
      expect(await other.claim('a')).toBe('running');
      await sleep(350);
      expect(await other.claim('a')).toBe('claimed');
      // It was not dead but slow: its failure does not end the claim of the other.
      await dead.failed('a');
      expect(await (await create()).claim('a')).toBe('running');
    });

    test('an event is forgotten after its time', async () => {
      const receiver = await fleet()({ rememberMs: 300 });
      await receiver.claim('a');
      await receiver.done('a');
      expect(await receiver.claim('a')).toBe('done');
      await sleep(350);
      expect(await receiver.claim('a')).toBe('claimed');
    });

    test('receivers with another key have events of their own', async () => {
      const [one, other] = [await fleet()(), await fleet()()];
      await one.done('a');
      expect(await other.claim('a')).toBe('claimed');
    });
  });
}
