import { AppClient } from '@cio/app-api';
import { callsOf, type Outbox } from '@cio/core/outbox';
import { startEmulator } from '@cio/emulator';
import { Fleet, isEmpty, type KillTest, pause, startFaults } from './kill-test.js';

export interface SendKillResult {
  readonly sends: number;
  /** Messages that were delivered. */
  readonly delivered: number;
  /** Messages that were delivered more than once. */
  readonly twice: number;
  /** Sends that may have been sent: dead letters. */
  readonly mayHaveBeenSent: number;
  /** Those of them that were. */
  readonly mayHaveBeenSentAndWere: number;
  /** Sends that were neither delivered nor told. */
  readonly lost: number;
  /** Dead letters for another reason. */
  readonly otherDeadLetters: number;
  readonly kills: number;
  readonly faults: number;
  readonly seconds: number;
}

const app = callsOf(AppClient);
const addressOf = (n: number) => `s${n}@example.com`;

/** Workers are killed while they make sends, which have no idempotency key: none is made twice, and none is forgotten. */
export async function runSendKillTest(test: KillTest, outbox: Outbox): Promise<SendKillResult> {
  const emulator = await startEmulator({ maxKeptRequests: 100, maxKeptRequestBytes: 1_000_000 });
  const fleet = new Fleet(test, emulator);
  const startedAt = performance.now();
  const sends = test.operations;
  await outbox.add(
    Array.from({ length: sends }, (_, n) =>
      app.sendEmail({
        to: addressOf(n),
        identifiers: { id: `p${n}` },
        transactional_message_id: 'receipt',
      }),
    ),
  );
  // Long enough to be killed in the middle.
  emulator.faults.add({ kind: 'delay', delayMs: 100, path: '/v1/send', times: sends * 10 });
  const faults = startFaults(emulator);
  try {
    await fleet.start();
    const deadline = Date.now() + 60_000 + sends * 20;
    while (!(await isEmpty(outbox)) && Date.now() < deadline) await pause(100);
  } finally {
    faults.stop();
    await fleet.stop();
  }
  const counts = new Map<string, number>();
  for (const { recipient } of emulator.workspace.app.messages) {
    counts.set(recipient, (counts.get(recipient) ?? 0) + 1);
  }
  const letters = await outbox.deadLetters.list({ limit: sends * 2 });
  const told = new Set(
    letters
      .filter(({ reason }) => reason.kind === 'may_have_been_sent')
      .map(({ item }) => (item as unknown as { call: { body: { to: string } } }).call.body.to),
  );
  const addresses = Array.from({ length: sends }, (_, n) => addressOf(n));
  await emulator.close();
  return {
    sends,
    delivered: addresses.filter((address) => counts.has(address)).length,
    twice: addresses.filter((address) => (counts.get(address) ?? 0) > 1).length,
    mayHaveBeenSent: told.size,
    mayHaveBeenSentAndWere: [...told].filter((address) => counts.has(address)).length,
    lost: addresses.filter((address) => !counts.has(address) && !told.has(address)).length,
    otherDeadLetters: letters.length - told.size,
    kills: fleet.kills,
    faults: faults.count,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}
