// Batches at a distance, in a process that has done nothing before: from rows to accepted, ULIDs included, against the
// floor: one JSON.stringify a body of the same content, over an undici pool, four at a time.
// usage: batches.js <sendBatch | ingest | floor> <url>
import { ulid } from '@cio/core';
import { person, TrackV2Client } from '@cio/track-v2';

const [name = '', url = ''] = process.argv.slice(2);
const ROWS = 400_000;
const PER_BODY = 2400;

const rows = Array.from({ length: ROWS }, (_, n) => ({
  customer: `C-${n % 100_000}`,
  order: `O-${n}`,
  total: 54.5,
  items: 3,
}));
type Row = (typeof rows)[number];
const toOperation = ({ customer, order, total, items }: Row) =>
  person.event({ id: customer }, 'order_placed', { order, total, items });

async function floor(): Promise<void> {
  const { Pool } = await import('undici');
  const pool = new Pool(url, { connections: 16 });
  let next = 0;
  const worker = async () => {
    while (next < rows.length) {
      const start = next;
      next += PER_BODY;
      const batch = rows.slice(start, start + PER_BODY).map(({ customer, order, total, items }) => ({
        type: 'person',
        action: 'event',
        identifiers: { id: customer },
        id: ulid(),
        name: 'order_placed',
        attributes: { order, total, items },
      }));
      const body = JSON.stringify({ batch });
      const headers = { 'content-type': 'application/json' };
      await (await pool.request({ method: 'POST', path: '/api/v2/batch', headers, body })).body.json();
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

const client = new TrackV2Client({ siteId: 'site', apiKey: 'key', baseUrl: url });
const WAYS: Record<string, () => Promise<unknown>> = {
  floor,
  sendBatch: () => client.sendBatch(rows.map(toOperation)),
  async ingest() {
    async function* operations() {
      for (const row of rows) yield toOperation(row);
    }
    return client.ingest(operations());
  },
};

// The second run is told: the first has compiled the code and opened the connections.
for (const isTold of [false, true]) {
  const startedAt = performance.now();
  await WAYS[name]!();
  const perSecond = (ROWS / (performance.now() - startedAt)) * 1000;
  if (isTold) process.send?.({ perSecond }, () => process.exit());
}
