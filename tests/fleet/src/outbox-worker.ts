// A worker of an outbox, as a process that can be killed. usage: node outbox-worker.js <engine> <database> <name> <emulator> <site> <key> <app key>
import { parseArgs } from 'node:util';
import { AppClient } from '@cio/app-api';
import type { Outbox } from '@cio/core/outbox';
import { TrackClient } from '@cio/track';
import { TrackV2Client } from '@cio/track-v2';
import { openOutbox } from './engines.js';

const [engine = '', url = '', name = '', baseUrl = '', siteId = '', apiKey = '', appApiKey = ''] = parseArgs({
  allowPositionals: true,
}).positionals;
const track = new TrackClient({ siteId, apiKey, baseUrl, timeoutMs: 5000 });
const app = new AppClient({ apiKey: appApiKey, baseUrl, timeoutMs: 5000 });
/** The database may be away: that is what the test is about. */
async function open(): Promise<Outbox> {
  for (;;) {
    try {
      return await openOutbox(engine, url, name);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

const outbox = await open();
const worker = outbox.work({
  clients: { track, trackV2: new TrackV2Client(track.http), app },
  batchSize: 500,
  onError: () => {},
  onProgress: () => process.send?.('progress'),
});
process.on('SIGTERM', async () => {
  await worker.close();
  await outbox.close();
  await track.close();
  process.disconnect?.();
});
process.send?.('started');
