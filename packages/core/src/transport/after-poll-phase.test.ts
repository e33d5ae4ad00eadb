import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { getHeapSpaceStatistics } from 'node:v8';
import { afterEach, expect, test, vi } from 'vitest';
import { afterPollPhase } from './after-poll-phase.js';

let now = 0;
vi.spyOn(performance, 'now').mockImplementation(() => now);
afterEach(() => {
  now = 0;
});

test('the first call of a while, and those that come meanwhile, wait for a poll phase; the next do not', async () => {
  const whenLooked = afterPollPhase();
  const started: string[] = [];
  for (const name of ['a', 'b']) whenLooked(() => started.push(name));
  expect(started).toEqual([]);
  while (started.length < 2) await new Promise((resolve) => setTimeout(resolve));
  whenLooked(() => started.push('c'));
  expect(started).toEqual(['a', 'b', 'c']);
  now = 51;
  whenLooked(() => started.push('d'));
  expect(started).toEqual(['a', 'b', 'c']);
});

test('each starts in the asynchronous context that it came from', async () => {
  const whenLooked = afterPollPhase();
  const storage = new AsyncLocalStorage<string>();
  const started: unknown[] = [];
  await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      storage.run(
        name,
        () =>
          new Promise<void>((resolve) => whenLooked(() => resolve(void started.push(storage.getStore())))),
      ),
    ),
  );
  expect(started).toEqual(['a', 'b', 'c']);
});

test('what they hold is collected at once, and does not get into the old generation', async () => {
  const whenLooked = afterPollPhase();
  const oldBytes = () =>
    getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')!.space_used_size;
  let before = oldBytes();
  let promoted = 0;
  for (let round = 0; round < 500; round++) {
    now += 1000;
    await Promise.all(
      Array.from({ length: 64 }, () => {
        const held = Array.from({ length: 100 }, (_, n) => n + round);
        return new Promise((resolve) => whenLooked(() => resolve(held.length)));
      }),
    );
    const after = oldBytes();
    promoted += Math.max(0, after - before);
    before = after;
  }
  // Of 30 MB.
  expect(promoted).toBeLessThan(10_000_000);
});
