import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppClient } from './index.js';
import { sharedRateLimiter } from './shared-rate-limiter.js';
import { clientThat } from './test-transport.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heapUsed = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};
const OK = { status: 200, retryAfterMs: undefined };
const isThrough = async (waiting: Promise<void>) => {
  let through = false;
  void waiting.then(() => {
    through = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return through;
};

describe('counting', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('goes on where a client is made for each request, and the last one is gone', async () => {
    for (let i = 0; i < 10; i++) {
      const limiter = sharedRateLimiter(() => 'gone');
      await limiter.acquire('app');
      limiter.settled?.('app', OK);
      // What was looked up in this turn of the event loop is kept to its end.
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    expect(await isThrough(sharedRateLimiter(() => 'gone').acquire('app'))).toBe(false);
  });

  test('is shared by two copies of the package', async () => {
    vi.resetModules();
    const copy = await import('./shared-rate-limiter.js');
    expect(copy.sharedRateLimiter).not.toBe(sharedRateLimiter);
    for (let i = 0; i < 5; i++) {
      await sharedRateLimiter(() => 'copies').acquire('app');
      await copy.sharedRateLimiter(() => 'copies').acquire('app');
    }
    expect(await isThrough(sharedRateLimiter(() => 'copies').acquire('app'))).toBe(false);
    expect(await isThrough(copy.sharedRateLimiter(() => 'another').acquire('app'))).toBe(true);
  });

  test('begins anew after ten minutes without a call, but not while one is under way', async () => {
    const used = sharedRateLimiter(() => 'used');
    const waiting = sharedRateLimiter(() => 'waiting');
    await used.acquire('trigger');
    used.settled?.('trigger', { status: 429, retryAfterMs: 1e12 });
    await waiting.acquire('trigger');
    await vi.advanceTimersByTimeAsync(601_000);
    await sharedRateLimiter(() => 'other').acquire('app');
    expect(await isThrough(sharedRateLimiter(() => 'used').acquire('trigger'))).toBe(true);
    const second = waiting.acquire('trigger');
    expect(await isThrough(second)).toBe(false);
    waiting.settled?.('trigger', OK);
    await vi.advanceTimersByTimeAsync(10_010);
    await second;
  });
});

test('ten thousand keys that are no longer used leave nothing', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const before = heapUsed();
    for (let i = 0; i < 10_000; i++) {
      const limiter = sharedRateLimiter(() => `many${i}`);
      await limiter.acquire('app');
      limiter.settled?.('app', OK);
    }
    expect(heapUsed() - before).toBeGreaterThan(10e6);
    await vi.advanceTimersByTimeAsync(3_600_000);
    sharedRateLimiter(() => 'many').settled?.('app', OK);
    expect(heapUsed() - before).toBeLessThan(2e6);
  } finally {
    vi.useRealTimers();
  }
});

test('no key can be read from the global object', async () => {
  const { client } = clientThat(() => ({}), { apiKey: 'very-secret-key', rateLimiter: undefined as never });
  const own = new AppClient({ apiKey: 'very-secret-key', transport: client.http.transport });
  await own.workspaces.list();
  const symbols = Object.getOwnPropertySymbols(globalThis);
  expect(symbols).toContain(Symbol.for('@cio/app-api/rate-limiter'));
  // What libraries share is named by symbols, and the rest is the platform's.
  for (const symbol of symbols) {
    const value = (globalThis as Record<symbol, unknown>)[symbol];
    expect(inspect(value, { depth: 20, showHidden: true })).not.toContain('very-secret-key');
  }
});
