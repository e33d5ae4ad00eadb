// A worker of an outbox, as a process that can be killed. usage: node outbox-worker.js <engine> <database> <name> <emulator> <site> <key>
import { parseArgs } from 'node:util';
import { TrackClient } from '@cio/track';
import { TrackV2Client } from '@cio/track-v2';
import { openOutbox } from './engines.js';

const [engine = '', url = '', name = '', baseUrl = '', siteId = '', apiKey = ''] = parseArgs({
  allowPositionals: true,
}).positionals;
const track = new TrackClient({ siteId, apiKey, baseUrl, timeoutMs: 5000 });
const outbox = await openOutbox(engine, url, name);
const worker = outbox.work({
  clients: { track, trackV2: new TrackV2Client(track.http) },
  batchSize: 500,
  // The database is restarted: that is what the test is about.
  onError: () => {},
});
process.on('SIGTERM', async () => {
  await worker.close();
  await outbox.close();
  await track.close();
  process.disconnect?.();
});
process.send?.('ready');
