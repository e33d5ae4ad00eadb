// The emulator with its state on disk: killed again and again, and at a steady rate.
import { killRepeatedly } from './emulator-kills.js';
import { sendAtRate } from './emulator-rate.js';

/** Prints the figures, and returns how many acknowledged writes were not there. */
export async function soakEmulator(kills: number, rate: number, seconds: number): Promise<number> {
  const { acknowledged, missing, startMs } = await killRepeatedly(kills);
  console.log(`\n${kills} kills of the emulator: acknowledged ${JSON.stringify(acknowledged)}`);
  for (const write of missing.slice(0, 20)) console.log(`  missing: ${write}`);
  console.log(`  acknowledged and not there after the restart: ${missing.length}`);
  console.log(`  starts took ${Math.min(...startMs)} to ${Math.max(...startMs)} ms`);

  const result = await sendAtRate(rate, seconds);
  console.log(`\n${rate} Track requests a second for ${seconds} s, with the state on disk`);
  console.log(`  ${result.rate} a second were responded to with 200, ${result.failed} were not`);
  console.log(`  p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms`);
  const perRequest = Math.round((result.cpuSeconds / (rate * seconds)) * 1e6);
  console.log(`  on a core for ${result.cpuSeconds.toFixed(1)} s: about ${perRequest} µs a request`);
  console.log(`  memory after each tenth of the time, in MB: ${result.memoryMb.join(' ')}`);
  console.log(`  folder ${result.folderMb} MB; the next start took ${result.restartMs} ms`);
  return missing.length + result.failed;
}
