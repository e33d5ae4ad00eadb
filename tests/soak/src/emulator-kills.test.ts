// The same with 200 kills is part of `npm run soak`.
import { expect, test } from 'vitest';
import { killRepeatedly } from './emulator-kills.js';

test('10 kills at random moments under load: every acknowledged write is there after each restart', async () => {
  const { acknowledged, missing } = await killRepeatedly(10);
  expect(missing).toEqual([]);
  expect(Object.keys(acknowledged).sort()).toEqual([
    'batch of 20',
    'event',
    'identify',
    'large identify',
    'send',
    'snippet',
    'webhook',
  ]);
}, 120_000);
