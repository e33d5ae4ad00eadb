import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callSafely } from './call-safely.js';

const unhandled = vi.fn();
beforeEach(() => {
  process.on('unhandledRejection', unhandled);
});
afterEach(() => {
  process.off('unhandledRejection', unhandled);
  vi.restoreAllMocks();
  unhandled.mockClear();
});

const boom = new Error('boom');
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw boom;
    },
  ],
  [
    'rejects',
    async () => {
      throw boom;
    },
  ],
  [
    'gives a thenable that throws',
    () => ({
      then() {
        throw boom;
      },
    }),
  ],
  [
    'gives something whose `then` cannot be read',
    () => ({
      get then() {
        throw boom;
      },
    }),
  ],
  [
    'gives a thenable that rejects',
    () => ({ then: (_: unknown, reject: (e: unknown) => void) => reject(boom) }),
  ],
])('a callback that %s is reported, and nothing else happens', async (_, callback) => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  callSafely('onRejected', callback);
  await settle();
  expect(error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('onRejected'), boom);
  expect(unhandled).not.toHaveBeenCalled();
});

test('what works is not reported', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  callSafely('onRejected', () => 'text');
  callSafely('onRejected', async () => 5);
  callSafely('onRejected', () => ({ then: 5 }));
  await settle();
  expect(error).not.toHaveBeenCalled();
});

test('a console that does not work is no reason to fail either', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {
    throw new Error('broken pipe');
  });
  callSafely('onRejected', () => {
    throw boom;
  });
});
