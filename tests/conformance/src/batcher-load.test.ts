import { nodeTransport } from '@cio/core/node';
import { startEmulator } from '@cio/emulator';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { person, TrackV2Client } from '@cio/track-v2';
import { expect, test } from 'vitest';

const CALLERS = 1000;
const EACH = 100;

test('100,000 operations of 1,000 callers, with faults: all settled, none lost, none twice, in order', async () => {
  await using emulator = await startEmulator();
  const client = new TrackV2Client({
    siteId: emulator.siteId,
    apiKey: emulator.apiKey,
    baseUrl: emulator.url,
    transport: nodeTransport(),
    timeoutMs: 5000,
    retry: pRetryStrategy({ retries: 20, minTimeoutMs: 5, maxTimeoutMs: 50 }),
  });
  const batcher = client.batcher({ maxWaitMs: 5, maxBytes: 100_000, maxPending: 5000, concurrency: 4 });

  // Bursts of 503, connections reset after the server has done its work, slow answers, cut ones: over the whole run.
  for (let after = 0; after < 120; after += 12) {
    emulator.faults.add({ kind: 'status', status: 503, after: 1, times: 3 });
    emulator.faults.add({ kind: 'reset', when: 'after', after: 1, times: 2 });
    emulator.faults.add({ kind: 'delay', delayMs: 30, after: 1, times: 2 });
    emulator.faults.add({ kind: 'cut-body', after: 1 });
    emulator.faults.add({ kind: 'reset', when: 'before', after: 1 });
  }

  let accepted = 0;
  const failures: unknown[] = [];
  const caller = async (who: number) => {
    const adds: Promise<void>[] = [];
    for (let i = 0; i < EACH; i++) {
      const operation = person.event({ id: `p${who}` }, `${i}`);
      adds.push(
        batcher.add(operation).then(
          () => void accepted++,
          (error: unknown) => void failures.push(error),
        ),
      );
      if (i % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(adds);
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, who) => caller(who)));
  await batcher.close();
  await client.close();

  const { workspace, requests } = emulator;
  const broken = requests.filter(({ status }) => status !== 200).length;
  const { duplicates } = workspace;
  console.log(
    `${accepted} accepted, ${failures.length} failed, ${requests.length} requests, ${broken} of them broken, ` +
      `${duplicates} events came again and were not counted`,
  );
  expect(failures).toEqual([]);
  expect(accepted).toBe(CALLERS * EACH);
  expect(workspace.events.size).toBe(CALLERS * EACH);
  expect(workspace.people.size).toBe(CALLERS);
  for (const { events } of workspace.people.values()) {
    expect(events.map(({ name }) => Number(name))).toEqual(Array.from({ length: EACH }, (_, i) => i));
  }
  // The faults did happen.
  expect(broken).toBeGreaterThan(30);
  expect(duplicates).toBeGreaterThan(1000);
}, 120_000);
