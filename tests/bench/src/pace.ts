import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { AppClient } from '@cio/app-api';

export interface Pace {
  calls: number;
  seconds: number;
  /** By the limit: ten at once, and ten more every second. */
  idealSeconds: number;
  /** How many were turned away. */
  tooMany: number;
}

/** A hundred App API calls at once, against an emulator that allows ten a second. */
export async function measurePace(): Promise<Pace> {
  const emulator: ChildProcess = fork(fileURLToPath(new URL('./limited-emulator.js', import.meta.url)));
  const [{ url, apiKey }] = (await once(emulator, 'message')) as [{ url: string; apiKey: string }];
  const app = new AppClient({ apiKey, baseUrl: url });
  const calls = 100;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: calls }, () => app.customers.getAttributes('ada')));
  const seconds = (performance.now() - startedAt) / 1000;
  await app.close();
  emulator.send('how many were too many?');
  const [tooMany] = (await once(emulator, 'message')) as [number];
  emulator.kill();
  return { calls, seconds, idealSeconds: calls / 10 - 1, tooMany };
}
