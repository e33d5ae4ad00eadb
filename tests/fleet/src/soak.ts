// Fleets for as long as it takes: workers that are killed while they send 100,000 operations, four processes with one rate limit, and
// four receivers of webhooks. Prints the counts; ends with 1 where one is not as it has to be.
//
// usage: node dist/soak.js [--operations 100000] [--engine postgres|pglite|redis] [--only kills|pace|webhooks]
import { parseArgs } from 'node:util';
import { openOutbox } from './engines.js';
import { runDedupTest, runPaceTest } from './fleet-test.js';
import { type KillResult, runKillTest } from './kill-test.js';
import { runPgliteKillTest } from './pglite-kill-test.js';
import { postgresKillTest } from './postgres-kill-test.js';
import { missingPostgres, startPostgres } from './postgres-server.js';
import { missingRedis, startRedis } from './redis-server.js';
import { runSendKillTest, type SendKillResult } from './send-kill-test.js';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '100000' },
    engine: { type: 'string' },
    only: { type: 'string' },
  },
});
const settings = { operations: Number(values.operations), workers: 4, killEveryMs: 1000 };
const sends = { operations: 3000, killEveryMs: 300 };
let failures = 0;

function check(what: string, result: object, isGood: boolean): void {
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${what}: ${JSON.stringify(result)}`);
  if (!isGood) failures++;
}

function checkKills(engine: string, result: KillResult): void {
  const { operations, events, lost, rolledBack, outOfOrder, deadLetters, crashes, restarts } = result;
  const isGood =
    events === operations && lost + rolledBack + outOfOrder + deadLetters + crashes === 0 && restarts === 2;
  check(`workers on ${engine} that are killed every second`, result, isGood);
}

function checkSends(engine: string, result: SendKillResult): void {
  const { twice, lost, otherDeadLetters } = result;
  check(`sends of workers on ${engine} that are killed`, result, twice + lost + otherDeadLetters === 0);
}

const isWanted = (engine: string) => values.engine === undefined || values.engine === engine;
const isPart = (part: string) => values.only === undefined || values.only === part;

async function checkFleet(name: string, engine: string, url: string): Promise<void> {
  if (isPart('pace')) {
    const pace = await runPaceTest(engine, url, 75);
    const isInTime = pace.seconds < pace.idealSeconds * 1.1;
    check(`four processes on ${name} at 10/s`, pace, pace.refused === 0 && isInTime);
  }
  if (isPart('webhooks')) {
    const dedup = await runDedupTest(engine, url, 10_000, 5000);
    const isOnce = dedup.handled === dedup.events && dedup.once === dedup.events;
    check(`four receivers on ${name}`, dedup, isOnce);
  }
}

if (isWanted('postgres')) {
  const missing = missingPostgres();
  if (missing) check('Postgres', { missing }, false);
  else {
    const server = await startPostgres(true);
    if (isPart('kills')) {
      const outbox = await openOutbox('postgres', server.url, 'soak');
      const test = postgresKillTest(server, 'soak', outbox, settings);
      checkKills('Postgres', await runKillTest(test, outbox));
      checkSends('Postgres', await runSendKillTest({ ...test, ...sends }, outbox));
      await outbox.close();
    }
    await checkFleet('Postgres', 'postgres', server.url);
    await server.stop();
  }
}

if (isWanted('pglite') && isPart('kills')) {
  const result = await runPgliteKillTest(Math.min(settings.operations, 20_000), 1000);
  const { operations, events, lost, rolledBack, outOfOrder, crashes } = result;
  const isGood = events === operations && lost + rolledBack + outOfOrder + crashes === 0;
  check('one process on PGlite that is killed after a second of sending', result, isGood);
}

if (isWanted('redis')) {
  const missing = missingRedis();
  if (missing) check('Redis', { missing }, false);
  else {
    for (const engine of ['ioredis', 'redis']) {
      const server = await startRedis(true);
      const { url, restart } = server;
      const name = `Redis, with ${engine},`;
      if (isPart('kills')) {
        const outbox = await openOutbox(engine, url, 'soak');
        const test = { ...settings, engine, url, name: 'soak', restart };
        checkKills(name, await runKillTest(test, outbox));
        checkSends(name, await runSendKillTest({ ...test, ...sends }, outbox));
        await outbox.close();
      }
      await checkFleet(name, engine, url);
      await server.stop();
    }
  }
}

process.exit(failures === 0 ? 0 : 1);
