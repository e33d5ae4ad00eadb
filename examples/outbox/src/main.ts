import { callsOf } from '@cio/core/outbox';
import { startEmulator } from '@cio/emulator';
import { postgresOutbox } from '@cio/postgres';
import { TrackClient } from '@cio/track';
import { person, TrackV2Client } from '@cio/track-v2';
import { PGlite } from '@electric-sql/pglite';

// An embedded Postgres, in memory. With a server it is a pool of pg: see the README of @cio/postgres.
const db = new PGlite();
await db.query('create table orders (id int primary key, customer text not null, total numeric not null)');

const outbox = await postgresOutbox({ database: db });
const calls = callsOf(TrackClient);

/** The order, and what Customer.io is told of it: both, or neither. */
async function placeOrder(id: number, customer: string, total: number): Promise<void> {
  await db.transaction(async (tx) => {
    await outbox.add(
      [
        calls.identify(customer, { last_order_at: new Date() }),
        person.event({ id: customer }, 'order_placed', { order: id, total }),
      ],
      { tx },
    );
    await tx.query('insert into orders (id, customer, total) values ($1, $2, $3)', [id, customer, total]);
  });
}

await placeOrder(1, 'ada', 54.2);
await placeOrder(2, 'bob', 12);
// There is an order 2: the transaction is rolled back, and with it what was added.
await placeOrder(2, 'eve', 99).catch((error: Error) => console.log(`not placed: ${error.message}`));
// Customer.io will refuse it: the name is too long.
await outbox.add(person.event({ id: 'ada' }, 'ok')).then(() => outbox.add(tooLong()));
console.log(`stored: ${(await outbox.stats()).depth}`);

// Any number of workers, in any number of processes, if the database is a server.
const emulator = await startEmulator();
const track = new TrackClient({ siteId: emulator.siteId, apiKey: emulator.apiKey, baseUrl: emulator.url });
// It is away at first: the worker tries again.
emulator.faults.add({ kind: 'status', status: 503 });
outbox.work({
  clients: { track, trackV2: new TrackV2Client(track.http) },
  pollMs: 50,
  onWait: () => console.log('Customer.io is away: trying again soon'),
  onDeadLetter: (_item, { kind, message }) => console.log(`dead letter: ${kind}, ${message}`),
});
while ((await outbox.stats()).depth > 0) await new Promise((resolve) => setTimeout(resolve, 50));

for (const { name, data } of emulator.workspace.events.values())
  console.log(`arrived: ${name} ${JSON.stringify(data)}`);
for (const { id } of await outbox.deadLetters.list()) {
  await outbox.deadLetters.replace(id, person.event({ id: 'ada' }, 'repaired'));
}
while ((await outbox.stats()).depth > 0) await new Promise((resolve) => setTimeout(resolve, 50));
console.log(`events: ${emulator.workspace.events.size}, dead letters: ${(await outbox.stats()).deadLetters}`);

await outbox.close();
await track.close();
await emulator.close();
await db.close();

/** Written by hand: the builder would not let it pass. */
function tooLong() {
  return { type: 'person', action: 'event', identifiers: { id: 'ada' }, name: 'x'.repeat(101) } as const;
}
