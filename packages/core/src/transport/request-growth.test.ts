import { performance } from 'node:perf_hooks';
import { afterEach, expect, test, vi } from 'vitest';
import { ConcurrencyLimiter } from './concurrency-limiter.js';
import { INITIAL_REQUESTS, RequestGrowth } from './request-growth.js';

const idle = { idle: 1000, active: 0, utilization: 0 };
const busy = { idle: 0, active: 1000, utilization: 1 };
const utilization = vi.spyOn(performance, 'eventLoopUtilization').mockReturnValue(idle);
afterEach(() => void utilization.mockReturnValue(idle));

/** The limit after so many round trips, in each of which as many responses come as requests are in flight. */
function limitAfter(roundTrips: number, latencyMs: (position: number) => number, waiting = 10_000): number {
  const limiter = new ConcurrencyLimiter(INITIAL_REQUESTS);
  const growth = new RequestGrowth(limiter);
  while (limiter.tryAcquire());
  for (let n = 0; n < waiting; n++) limiter.wait(() => true);
  let now = performance.now();
  for (let roundTrip = 0; roundTrip < roundTrips; roundTrip++) {
    const { limit } = limiter;
    now += 150;
    for (let position = 0; position < limit; position++) growth.onResponse(latencyMs(position), now);
  }
  return limiter.limit;
}

test('while responses are not queued, the limit doubles with each round trip after the first, up to 1,024', () => {
  expect([1, 2, 3, 4, 5, 9].map((roundTrips) => limitAfter(roundTrips, (n) => 150 + (n % 50)))).toEqual([
    64, 128, 256, 512, 1024, 1024,
  ]);
});

test('a few late responses do not matter', () => {
  expect(limitAfter(6, (position) => (position % 20 === 0 ? 400 : 150))).toBe(1024);
});

test('a process that is busy makes no more requests a second with more of them at a time', () => {
  utilization.mockReturnValue(busy);
  expect(limitAfter(9, () => 20)).toBe(INITIAL_REQUESTS);
});

test.each([6, 32, 40])(
  'a platform that sends %i at a time and queues the others gets no more of them',
  (limit) => {
    expect(limitAfter(20, (position) => 150 * Math.ceil((position + 1) / limit))).toBe(INITIAL_REQUESTS);
  },
);

test.each([100, 128, 300])('nor do many more wait for one that sends %i at a time', (limit) => {
  const most = limitAfter(20, (position) => 150 * Math.ceil((position + 1) / limit));
  expect(most).toBeLessThanOrEqual(limit * 2.7);
});

test('where no calls wait it stays', () => {
  expect(limitAfter(9, () => 150, 0)).toBe(INITIAL_REQUESTS);
});

test('where the platform does not tell how busy it is, it grows by what is seen of the responses', () => {
  utilization.mockReturnValue(busy);
  vi.stubGlobal('performance', { now: () => 0 });
  try {
    expect(limitAfter(6, () => 150)).toBe(1024);
  } finally {
    vi.unstubAllGlobals();
  }
});
