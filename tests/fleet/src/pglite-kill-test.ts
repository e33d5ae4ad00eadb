import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@cio/emulator';
import { countEvents, startFaults } from './kill-test.js';

/**
 * One process with an embedded database that is killed again and again, until it has sent everything.
 *
 * @param killAfterMs How long it sends before it is killed.
 */
export async function runPgliteKillTest(operations: number, killAfterMs: number) {
  const emulator = await startEmulator({ maxKeptRequests: 100 });
  const folder = mkdtempSync(join(tmpdir(), 'cio-pglite-'));
  const path = fileURLToPath(new URL('../dist/pglite-process.js', import.meta.url));
  const args = [folder, String(operations), emulator.url, emulator.siteId, emulator.apiKey];
  const faults = startFaults(emulator);
  const startedAt = performance.now();
  let kills = 0;
  let crashes = 0;
  for (;;) {
    const child = fork(path, args);
    const isDone = await new Promise<boolean>((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      child.on('message', (message) => {
        if (message === 'done') resolve(true);
        else timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      });
      child.once('exit', (_, signal) => {
        clearTimeout(timer);
        if (signal === null) crashes++;
        resolve(false);
      });
    });
    if (isDone || crashes > 0) {
      child.kill('SIGKILL');
      break;
    }
    kills++;
  }
  faults.stop();
  const result = {
    operations,
    ...countEvents(emulator, operations),
    repeated: emulator.workspace.duplicates,
    kills,
    crashes,
    faults: faults.count,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
  return result;
}
