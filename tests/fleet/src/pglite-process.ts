// A process with an embedded database, which can be killed: adds operations, in transactions with a table of its own, and sends them.
// Begun again, it goes on where it was. usage: node pglite-process.js <folder> <operations> <emulator> <site> <key>
import { postgresOutbox } from '@cio/postgres';
import { TrackClient } from '@cio/track';
import { person, TrackV2Client } from '@cio/track-v2';
import { PGlite } from '@electric-sql/pglite';

const PEOPLE = 100;
const ADDED_AT_ONCE = 100;
const [folder = '', count = '', baseUrl = '', siteId = '', apiKey = ''] = process.argv.slice(2);
const operations = Number(count);
const db = await PGlite.create(folder);
await db.exec('create table if not exists added (operations int not null)');
const outbox = await postgresOutbox({ database: db, partitions: 8 });
const track = new TrackClient({ siteId, apiKey, baseUrl, timeoutMs: 5000 });
outbox.work({
  clients: { track, trackV2: new TrackV2Client(track.http) },
  batchSize: 100,
  pollMs: 20,
  onProgress: () => process.send?.('progress'),
});

for (;;) {
  const { rows } = await db.query<{ sum: number | null }>('select sum(operations)::int as sum from added');
  const from = rows[0]!.sum ?? 0;
  if (from >= operations) break;
  const items = Array.from({ length: ADDED_AT_ONCE }, (_, index) => {
    const n = Math.floor((from + index) / PEOPLE);
    const who = (from + index) % PEOPLE;
    return person.event({ id: `p${who}` }, 'kept', { who, n });
  });
  await db.transaction(async (tx) => {
    await outbox.add(items, { tx });
    await tx.query('insert into added values ($1)', [ADDED_AT_ONCE]);
  });
  await db.transaction(async (tx) => {
    await outbox.add(person.event({ id: 'nobody' }, 'rolled back'), { tx });
    await tx.rollback();
  });
}
while ((await outbox.stats()).depth > 0) await new Promise((resolve) => setTimeout(resolve, 50));
process.send?.('done');
