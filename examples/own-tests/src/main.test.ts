import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { placeOrder } from './main.js';

let emulator: Emulator;
let track: TrackClient;

beforeAll(async () => {
  emulator = await startEmulator();
  const { siteId, apiKey, url } = emulator;
  track = new TrackClient({ siteId, apiKey, baseUrl: url });
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await track.close();
  await emulator.close();
});

test('an order is told of', async () => {
  expect(await placeOrder(track, 'C-1', 54.5)).toBe('told');
  const [event] = emulator.workspace.find('C-1')?.events ?? [];
  expect(event).toMatchObject({ name: 'order_placed', data: { total: 54.5 } });
});

test('and stands though Customer.io is away', async () => {
  emulator.faults.add({ kind: 'status', status: 503 });
  expect(await placeOrder(track, 'C-1', 54.5)).toBe('to be told later');
});

test('a bad name is ours to mend, and nothing is sent', async () => {
  await expect(placeOrder(track, ' ', 1)).rejects.toMatchObject({ name: 'ValidationError' });
  expect(emulator.requests).toEqual([]);
});
