// Sends Track requests to the emulator at a steady rate, and prints what came back and what memory it took.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from '@cio/core';
import { cpuSeconds, kill, memoryMb, Requests, startProcess } from './emulator-process.js';

export interface RateResult {
  /** Requests a second that were responded to with 200. */
  rate: number;
  failed: number;
  /** The 50th and the 99th percentile of the time to the response, in milliseconds. */
  p50Ms: number;
  p99Ms: number;
  /** How long the emulator was on a core, in seconds: what a busy machine does not change. */
  cpuSeconds: number;
  /** The emulator's memory after each tenth of the time, in MB. */
  memoryMb: number[];
  /** The size of the folder at the end, in MB. */
  folderMb: number;
  /** How long the next start took, with this state on disk, in milliseconds. */
  restartMs: number;
}

/** How many people the requests are about: what is written again takes no more memory. */
const PEOPLE = 20_000;
const TICK_MS = 10;

/**
 * Half of the requests identify people, half are events. All are of 20,000 people who come again and again, with the same
 * attributes and with events that are known by their ids: from the second time on the state does not grow.
 */
export async function sendAtRate(rate: number, seconds: number): Promise<RateResult> {
  const data = mkdtempSync(join(tmpdir(), 'cio-rate-'));
  const emulator = await startProcess(data);
  const requests = new Requests(emulator.url);
  const eventIds = Array.from({ length: PEOPLE }, () => ulid());
  const times: number[] = [];
  const memory: number[] = [];
  let failed = 0;
  let sent = 0;
  const send = async (number: number) => {
    const startedAt = performance.now();
    const path = `/api/v1/customers/p${number % PEOPLE}`;
    const response = await (number % 2 === 0
      ? requests.send('PUT', path, { plan: 'gold', seats: 5 })
      : requests.send('POST', `${path}/events`, {
          id: eventIds[number % PEOPLE],
          name: 'order',
          data: { total: 5 },
        }));
    if (response?.status === 200) times.push(performance.now() - startedAt);
    else failed++;
  };
  const pending = new Set<Promise<void>>();
  const startedAt = performance.now();
  while (performance.now() - startedAt < seconds * 1000) {
    const elapsedMs = performance.now() - startedAt;
    for (const due = Math.floor((elapsedMs / 1000) * rate); sent < due; sent++) {
      const one = send(sent).finally(() => pending.delete(one));
      pending.add(one);
    }
    if (memory.length < Math.floor((elapsedMs / 1000 / seconds) * 10)) memory.push(memoryMb(emulator.child));
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(pending);
  const tookMs = performance.now() - startedAt;
  memory.push(memoryMb(emulator.child));
  const usedSeconds = cpuSeconds(emulator.child);
  requests.close();
  await kill(emulator);
  const folderMb =
    readdirSync(data).reduce((sum, name) => sum + statSync(join(data, name)).size, 0) / 2 ** 20;
  const again = await startProcess(data);
  await kill(again);
  rmSync(data, { recursive: true, force: true });
  times.sort((a, b) => a - b);
  return {
    rate: Math.round((times.length / tookMs) * 1000),
    failed,
    p50Ms: Math.round(times[Math.floor(times.length * 0.5)] ?? 0),
    p99Ms: Math.round(times[Math.floor(times.length * 0.99)] ?? 0),
    cpuSeconds: usedSeconds,
    memoryMb: memory,
    folderMb: Math.round(folderMb),
    restartMs: Math.round(again.startMs),
  };
}
