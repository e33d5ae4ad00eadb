// One contestant, once, in a process of its own.
import { contestants, prepare } from './contestants.js';

const [name = '', url = '', scale = '1'] = process.argv.slice(2);
const contestant = contestants[name]!;
// Warmed up on a tenth of the work, unless memory is what is looked at.
if (!name.startsWith('memory')) {
  prepare(name, Number(scale) / 10);
  await contestant(url, Number(scale) / 10);
}
prepare(name, Number(scale));
globalThis.gc?.();

const cpu = process.cpuUsage();
const startedAt = performance.now();
const { operations, atRest, growth } = await contestant(url, Number(scale));
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(cpu);
const megabytes = (bytes: number | undefined) => bytes && bytes / 1024 / 1024;
process.send?.({
  perSecond: operations / seconds,
  cpuMicroseconds: (user + system) / operations,
  atRestMb: megabytes(atRest),
  growthMb: megabytes(growth),
});
