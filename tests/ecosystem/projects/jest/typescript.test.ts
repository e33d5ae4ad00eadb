import { AppClient } from '@cio/app-api';
import { startEmulator } from '@cio/emulator';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { isApiError, TrackClient } from '@cio/track';
import { person, TrackV2Client } from '@cio/track-v2';
import { createWebhookHandler, signPayload } from '@cio/webhooks';
import { expect, test } from '@jest/globals';
import { report } from '../report.cjs';
import { run } from '../scenario.cjs';

test('the scenario', async () => {
  const clients = { AppClient, isApiError, person, pRetryStrategy, TrackClient, TrackV2Client };
  const result = await run({ ...clients, createWebhookHandler, signPayload, startEmulator });
  report(result);
  expect(new Set(Object.values(result))).toEqual(new Set(['ok']));
});
