// Kills the emulator at random moments while it is written to, and looks for everything it acknowledged after each.
import { randomInt } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from '@cio/core';
import { type Emulator, startEmulator } from '@cio/emulator';
import { kill, Requests, startProcess } from './emulator-process.js';

/** What is there after a restart. */
interface Kept {
  workspace: Emulator['workspace'];
  /** Who a webhook is about that was not delivered, by id. */
  reported: ReadonlySet<unknown>;
}

/** Whether what was acknowledged is there. */
type Check = (kept: Kept) => boolean;

export interface KillResult {
  kills: number;
  /** How many writes were acknowledged, by what they were. */
  acknowledged: Record<string, number>;
  /** The acknowledged writes that were not there after a restart. */
  missing: string[];
  /** How long the starts took, in milliseconds. */
  startMs: number[];
}

/** How many requests are in flight. */
const CONCURRENCY = 16;
/** How many people are written again and again, with attributes that make the journal grow until it is compacted. */
const LARGE_PEOPLE = 50;
const LARGE = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`text_${index}`, 'x'.repeat(900)]));

/** Nobody listens at this port: what is reported waits. */
const DEAD_RECEIVER = {
  name: 'dead',
  endpoint: 'http://127.0.0.1:9/',
  events: ['customer_unsubscribed'],
};

interface Write {
  what: string;
  method: string;
  path: string;
  body: unknown;
  /** @param text The body of the response. */
  check: (text: string) => Check;
}

/** The writes, one of each kind in turn. */
function writeOf(number: number): Write {
  const id = `p${number}`;
  const person = `/api/v1/customers/${id}`;
  switch (number % 7) {
    case 0:
      return {
        what: 'identify',
        method: 'PUT',
        path: person,
        body: { number },
        check:
          () =>
          ({ workspace }) =>
            workspace.find(id)?.attributes.number === number,
      };
    case 1: {
      const event = { id: ulid(), name: 'order', data: { number } };
      return {
        what: 'event',
        method: 'POST',
        path: `${person}/events`,
        body: event,
        check:
          () =>
          ({ workspace }) =>
            workspace.find(id)?.events[0]?.id === event.id,
      };
    }
    case 2: {
      const ids = Array.from({ length: 20 }, (_, index) => `${id}_${index}`);
      const batch = ids.map((one) => ({ type: 'person', action: 'identify', identifiers: { id: one } }));
      return {
        what: 'batch of 20',
        method: 'POST',
        path: '/api/v2/batch',
        body: { batch },
        check:
          () =>
          ({ workspace }) =>
            ids.every((one) => workspace.find(one) !== undefined),
      };
    }
    case 3:
      return {
        what: 'send',
        method: 'POST',
        path: '/v1/send/email',
        body: { to: 'a@example.com', transactional_message_id: 1, identifiers: { id } },
        check: (text) => {
          const { delivery_id } = JSON.parse(text) as { delivery_id: string };
          return ({ workspace: { app } }) => app.messages.get(delivery_id)?.metrics.sent !== undefined;
        },
      };
    case 4:
      return {
        what: 'snippet',
        method: 'POST',
        path: '/v1/snippets',
        body: { name: `s${number}`, value: 'text' },
        check:
          () =>
          ({ workspace }) =>
            workspace.app.snippets.has(`s${number}`),
      };
    case 5:
      return {
        what: 'webhook',
        method: 'PUT',
        path: person,
        body: { unsubscribed: true },
        check:
          () =>
          ({ reported }) =>
            reported.has(id),
      };
    default: {
      const large = `large${number % LARGE_PEOPLE}`;
      return {
        what: 'large identify',
        method: 'PUT',
        path: `/api/v1/customers/${large}`,
        body: { ...LARGE, number },
        // A later one may have replaced it.
        check:
          () =>
          ({ workspace }) =>
            Number(workspace.find(large)?.attributes.number) >= number,
      };
    }
  }
}

/** Kills the emulator so often. */
export async function killRepeatedly(kills: number): Promise<KillResult> {
  const data = mkdtempSync(join(tmpdir(), 'cio-kills-'));
  const result: KillResult = { kills, acknowledged: {}, missing: [], startMs: [] };
  const checks: { write: string; check: Check }[] = [];
  let number = 0;
  try {
    for (let round = 0; round < kills; round++) {
      const emulator = await startProcess(data);
      result.startMs.push(Math.round(emulator.startMs));
      const requests = new Requests(emulator.url);
      if (round === 0) await requests.send('POST', '/v1/reporting_webhooks', DEAD_RECEIVER);
      let isOver = false;
      const writer = async () => {
        while (!isOver) {
          // Two writes of one large person are 350 numbers apart: the later number is the later write.
          const write = writeOf(number++);
          const response = await requests.send(write.method, write.path, write.body);
          if (response?.status !== 200) continue;
          result.acknowledged[write.what] = (result.acknowledged[write.what] ?? 0) + 1;
          checks.push({
            write: `${write.what} ${write.path} of round ${round}`,
            check: write.check(response.text),
          });
        }
      };
      const writers = Array.from({ length: CONCURRENCY }, writer);
      await new Promise((resolve) => setTimeout(resolve, randomInt(5, 400)));
      await kill(emulator);
      isOver = true;
      await Promise.all(writers);
      requests.close();
      result.missing.push(...(await missingIn(data, checks)));
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
  return result;
}

/** What an emulator that is started on a copy of the folder does not have. The folder itself stays as the kill left it. */
async function missingIn(
  data: string,
  checks: readonly { write: string; check: Check }[],
): Promise<string[]> {
  const copy = mkdtempSync(join(tmpdir(), 'cio-killed-'));
  try {
    cpSync(data, copy, { recursive: true });
    const emulator = await startEmulator({ data: copy });
    const { workspace, webhooks } = emulator;
    const reported = new Set(
      webhooks.all().map(({ event }) => (event.data as Record<string, unknown>).customer_id),
    );
    const missing = checks.filter(({ check }) => !check({ workspace, reported })).map(({ write }) => write);
    await emulator.close();
    return missing;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
