import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@cio/emulator';
import { signPayload } from '@cio/webhooks';

/** Starts a program of this package, and resolves with its first message. */
async function start(program: string, args: readonly (string | number)[]) {
  const path = fileURLToPath(new URL(`../dist/${program}.js`, import.meta.url));
  const child = fork(path, args.map(String), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${program} ended`))),
  ]);
  return { child, message: message as unknown };
}

export interface PaceResult {
  readonly calls: number;
  /** Calls that got another status than 200. */
  readonly refused: number;
  readonly seconds: number;
  /** Of a single process that knows the limit: the first ten at once, then ten a second. */
  readonly idealSeconds: number;
  /** How many calls each process made in the first half of the time. */
  readonly firstHalf: readonly number[];
}

/** Four processes with one key make calls against a server that enforces ten a second. */
export async function runPaceTest(engine: string, url: string, callsEach: number): Promise<PaceResult> {
  const emulator = await startEmulator({ rateLimits: true });
  const processes = await Promise.all(
    Array.from({ length: 4 }, () =>
      start('pace', [engine, url, emulator.url, emulator.appApiKey, callsEach]),
    ),
  );
  const each = await Promise.all(
    processes.map(async ({ child }) => {
      child.send('go');
      const [responses] = await once(child, 'message');
      return responses as { status: number; at: number }[];
    }),
  );
  await emulator.close();
  const all = each.flat();
  const from = Math.min(...all.map(({ at }) => at));
  const took = Math.max(...all.map(({ at }) => at)) - from;
  return {
    calls: all.length,
    refused: all.filter(({ status }) => status !== 200).length,
    seconds: took / 1000,
    idealSeconds: (all.length - 10) / 10,
    firstHalf: each.map((responses) => responses.filter(({ at }) => at < from + took / 2).length),
  };
}

export interface DedupResult {
  readonly events: number;
  /** How often events were handled, together. */
  readonly handled: number;
  /** Events that were handled exactly once. */
  readonly once: number;
  /** After how long another receiver handled the event of one that was killed, in milliseconds. */
  readonly takenOverAfterMs: number;
  readonly leaseMs: number;
}

const SIGNING_KEY = 'signing-key';

interface Receiver {
  readonly child: ChildProcess;
  readonly url: string;
  readonly handled: string[];
  readonly started: string[];
}

/**
 * Four receivers get each event three times at once. Then one is killed while it handles an event.
 *
 * @param leaseMs Longer than a machine that does other things stands still.
 */
export async function runDedupTest(
  engine: string,
  url: string,
  events: number,
  leaseMs: number,
): Promise<DedupResult> {
  const receivers = await Promise.all(Array.from({ length: 4 }, () => startReceiver(engine, url, leaseMs)));
  try {
    const ids = Array.from({ length: events }, () => randomUUID());
    let next = 0;
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        for (let index = next++; index < events; index = next++) {
          const targets = [0, 1, 2].map((n) => receivers[(index + n) % 4]!.url);
          await Promise.all(targets.map((target) => deliver(target, ids[index]!, 5)));
        }
      }),
    );
    const handled = receivers.flatMap((receiver) => receiver.handled);
    const counts = new Map<string, number>();
    for (const id of handled) counts.set(id, (counts.get(id) ?? 0) + 1);

    const [first, second] = receivers as [Receiver, Receiver];
    const id = randomUUID();
    const from = Date.now();
    void deliver(first.url, id, 60_000).catch(() => {});
    while (!first.started.includes(id)) await sleep(5);
    first.child.kill('SIGKILL');
    await deliver(second.url, id, 5);
    return {
      events,
      handled: handled.length,
      once: ids.filter((each) => counts.get(each) === 1).length,
      takenOverAfterMs: Date.now() - from,
      leaseMs,
    };
  } finally {
    for (const { child } of receivers) child.kill('SIGKILL');
  }
}

async function startReceiver(engine: string, url: string, leaseMs: number): Promise<Receiver> {
  const { child, message } = await start('receiver', [engine, url, SIGNING_KEY, leaseMs]);
  const receiver = {
    child,
    url: `http://127.0.0.1:${(message as { port: number }).port}/`,
    handled: [] as string[],
    started: [] as string[],
  };
  child.on('message', ({ handled, started }: { handled?: string; started?: string }) => {
    if (handled !== undefined) receiver.handled.push(handled);
    if (started !== undefined) receiver.started.push(started);
  });
  return receiver;
}

/** Delivers an event until it is acknowledged, as Customer.io does. */
async function deliver(url: string, id: string, handlingMs: number): Promise<void> {
  const data = { handling_ms: handlingMs };
  const body = JSON.stringify({ event_id: id, object_type: 'email', metric: 'sent', data });
  const headers = {
    'content-type': 'application/json',
    ...(await signPayload({ body, signingKey: SIGNING_KEY })),
  };
  for (;;) {
    const response = await fetch(url, { method: 'POST', body, headers });
    await response.arrayBuffer();
    if (response.status === 200) return;
    if (response.status !== 503) throw new Error(`status ${response.status}`);
    await sleep(20);
  }
}
