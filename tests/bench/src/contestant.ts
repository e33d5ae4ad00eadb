// One contestant, once, in a process of its own.
import { contestants, prepare } from './contestants.js';

const [name = '', url = '', scale = '1'] = process.argv.slice(2);
const contestant = contestants[name]!;
// Warmed up on a tenth of the work.
prepare(name, Number(scale) / 10);
await contestant(url, Number(scale) / 10);
prepare(name, Number(scale));
globalThis.gc?.();

const cpu = process.cpuUsage();
const startedAt = performance.now();
const run = await contestant(url, Number(scale));
const seconds = run.seconds ?? (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(cpu);
process.send?.({
  perSecond: run.operations / seconds,
  cpuMicroseconds: (user + system) / run.operations,
  ...(run.growth !== undefined && { growthMb: run.growth / 1024 / 1024 }),
});
