import type { Transport } from '@cio/core';
import { expect, test } from 'vitest';
import { exchangeOverTransport } from './exchange.js';

test('a call beyond the pool waits, and its timeout does not run meanwhile', async () => {
  const released: string[] = [];
  const transport: Transport = async () => ({
    status: 200,
    headers: {},
    text: async () => '{}',
    stream: async function* () {},
  });
  transport.concurrency = () => ({
    tryAcquire: () => false,
    wait: (start) => void setTimeout(start, 200),
    release: () => void released.push('released'),
  });
  const request = { method: 'GET', uri: 'https://example.com/x', headers: {} };
  const response = await exchangeOverTransport(request, null, transport, 50);
  expect(response).toEqual({ status: 200, headers: {}, body: '{}' });
  expect(released).toEqual(['released']);
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
  const request = { method: 'GET', uri: 'https://example.com/x', headers: {} };
  await expect(exchangeOverTransport(request, null, transport, 50)).rejects.toThrow('fetch failed');
  expect(inUse).toBe(0);
});
