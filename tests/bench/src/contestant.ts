// One contestant, in a process of its own. It does its work once for each message, on as much of it as the message says.
import { contestants, prepare } from './contestants.js';

const [name = '', url = ''] = process.argv.slice(2);
const contestant = contestants[name]!;

async function turn(scale: number) {
  // Connections that were closed while others had their turns are there again before the clock runs. No collection is
  // asked for: one with nothing under way throws away what the code was compiled for.
  if (!name.startsWith('memory')) {
    prepare(name, scale / 10);
    await contestant(url, scale / 10);
  }
  prepare(name, scale);
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const { operations, atRest, growth } = await contestant(url, scale);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const megabytes = (bytes: number | undefined) => bytes && bytes / 1024 / 1024;
  process.send?.({
    perSecond: operations / seconds,
    cpuMicroseconds: (user + system) / operations,
    atRestMb: megabytes(atRest),
    growthMb: megabytes(growth),
  });
}
process.on('message', (scale) => turn(scale as number));
