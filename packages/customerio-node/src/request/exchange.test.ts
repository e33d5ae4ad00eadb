import type { Transport } from '@cio/core';
import { expect, test, vi } from 'vitest';
import { exchangeOverTransport } from './exchange.js';

/** A transport with one slot, which is in use and comes back after so many milliseconds. */
function busy(freeAfterMs: number) {
  const sent: string[] = [];
  const taken: boolean[] = [];
  const transport: Transport = async ({ url }) => {
    sent.push(url);
    return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
  };
  transport.concurrency = () => ({
    tryAcquire: () => false,
    wait: (start) => void setTimeout(() => taken.push(start()), freeAfterMs),
    release: () => {},
  });
  return { transport, sent, taken };
}

const request = { method: 'GET', uri: 'https://example.com/x', headers: {} };

test('a call beyond the pool waits for a slot', async () => {
  const { transport, taken } = busy(20);
  expect(await exchangeOverTransport(request, null, transport, 10_000)).toMatchObject({ body: '{}' });
  expect(taken).toEqual([true]);
});

test('its timeout runs meanwhile, as that of fetch; then nothing was sent, and the slot goes to another call', async () => {
  const { transport, sent, taken } = busy(100);
  const error = await exchangeOverTransport(request, null, transport, 20).catch((caught) => caught);
  expect(error).toMatchObject({ name: 'TimeoutError', requestSent: false });
  await vi.waitFor(() => expect(taken).toEqual([false]));
  expect(sent).toEqual([]);
});

test('a slot is released when the call fails', async () => {
  let inUse = 0;
  const transport: Transport = async () => {
    throw new Error('broken');
  };
  transport.concurrency = () => ({
    tryAcquire: () => ++inUse > 0,
    wait: () => {},
    release: () => void inUse--,
  });
  await expect(exchangeOverTransport(request, null, transport, 50)).rejects.toThrow('fetch failed');
  expect(inUse).toBe(0);
});
