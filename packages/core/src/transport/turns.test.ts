import { expect, test } from 'vitest';
import { createTurns } from './turns.js';

/** Works that end when they are told to, and what of them has started. */
function works(turns = createTurns(2)) {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const start = (n: number, signal?: AbortSignal) =>
    turns
      .take(async () => {
        started.push(n);
        await new Promise<void>((resolve) => {
          ends[n] = resolve;
        });
        return n;
      }, signal)
      .finally(() => started.includes(n) && turns.give());
  return { started, ends, start };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('so many start at once, the others as turns come back, in order', async () => {
  const { started, ends, start } = works();
  const all = Array.from({ length: 6 }, (_, n) => start(n));
  expect(started).toEqual([0, 1]);
  for (let n = 0; n < 6; n++) {
    await settle();
    expect(started).toEqual([0, 1, 2, 3, 4, 5].slice(0, n + 2));
    ends[n]!();
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5]);
  const again = [start(6), start(7), start(8)];
  expect(started.slice(6)).toEqual([6, 7]);
  for (const n of [6, 7, 8]) {
    await settle();
    ends[n]!();
  }
  await Promise.all(again);
});

test('whoever gives up is gone at once, and the turn goes to the next', async () => {
  const { started, ends, start } = works();
  const giveUp = new AbortController();
  const waiting = [0, 1, 2, 3, 4, 5].map((n) => start(n, n > 1 && n < 5 ? giveUp.signal : undefined));
  giveUp.abort('enough');
  expect(await Promise.allSettled(waiting.slice(2, 5))).toEqual(
    Array(3).fill({ status: 'rejected', reason: 'enough' }),
  );
  ends[0]!();
  await settle();
  expect(started).toEqual([0, 1, 5]);
  const late = start(6, giveUp.signal);
  await expect(late).rejects.toBe('enough');
  ends[1]!();
  ends[5]!();
  await Promise.all([waiting[0], waiting[1], waiting[5]]);
  expect(started).toEqual([0, 1, 5]);
});

test('a signal that outlives its call is left without listeners', async () => {
  const { ends, start } = works();
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: unknown[]) => {
    listeners++;
    addEventListener.apply(signal, args as never);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    listeners--;
    removeEventListener.apply(signal, args as never);
  };
  const all = [0, 1, 2, 3].map((n) => start(n, signal));
  expect(listeners).toBe(2);
  for (let n = 0; n < 4; n++) {
    await settle();
    ends[n]!();
  }
  await Promise.all(all);
  expect(listeners).toBe(0);
});

test('work that fails at once, a hundred thousand times, and nobody runs out of stack', async () => {
  const turns = createTurns(1);
  let failed = 0;
  const all = Array.from({ length: 100_000 }, () =>
    turns
      .take(() => Promise.reject(new Error('no')), undefined)
      .catch(() => {
        failed++;
        turns.give();
      }),
  );
  await Promise.all(all);
  expect(failed).toBe(100_000);
});

test('a hundred thousand that gave up are passed over at once', async () => {
  const { started, ends, start } = works(createTurns(1));
  const first = start(0);
  // One signal for each: an event target looks through all its listeners for each that is added.
  const controllers = Array.from({ length: 100_000 }, () => new AbortController());
  const gone = controllers.map(({ signal }, n) => start(n + 1, signal).catch(() => {}));
  const last = start(100_001);
  for (const controller of controllers) controller.abort();
  await Promise.all(gone);
  ends[0]!();
  await settle();
  expect(started).toEqual([0, 100_001]);
  ends[100_001]!();
  await Promise.all([first, last]);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%d is no limit', (count) => {
  const { started, start } = works(createTurns(count));
  for (let n = 0; n < 1000; n++) start(n);
  expect(started).toHaveLength(1000);
});
