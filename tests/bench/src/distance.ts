// `npm run bench -- distance [--delays 0,150] [--in-flight 1,1000] [--rounds 3] [--json file]`
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import {
  type Cell,
  DELAYS,
  IN_FLIGHT,
  measureBatches,
  measureGrid,
  measureKeepAlive,
  measureLoopback,
} from './distance/grid.js';
import { median } from './median.js';
import { table, whole } from './table.js';

export async function benchDistance(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      delays: { type: 'string', default: DELAYS.join(',') },
      'in-flight': { type: 'string', default: IN_FLIGHT.join(',') },
      // Default 1 of the grid, which takes a quarter of an hour then, and 5 of loopback.
      rounds: { type: 'string' },
      parts: { type: 'string', default: 'grid,loopback,batches,keep-alive' },
      json: { type: 'string' },
    },
  });
  const numbers = (text: string) => text.split(',').map(Number);
  const has = (part: string) => values.parts.split(',').includes(part);
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}`;
  console.log(`${machine}, ${new Date().toISOString().slice(0, 10)}`);

  const loopback = has('loopback') ? await measureLoopback(Number(values.rounds ?? 5)) : [];
  const rate = (results: { perSecond: number }[]) => median(results.map(({ perSecond }) => perSecond));
  const range = (results: { perSecond: number }[]) => {
    const all = results.map(({ perSecond }) => perSecond);
    return `${whole(rate(results))} (${whole(Math.min(...all))}–${whole(Math.max(...all))})`;
  };
  table(
    ['loopback, 64 in flight', 'first 6,000 calls, requests/s', 'next 6,000', 'CPU µs a request, warm'],
    loopback.map(({ who, cold, warm }) => [
      who,
      range(cold),
      range(warm),
      whole(median(warm.map(({ cpuMicroseconds }) => cpuMicroseconds))),
    ]),
  );

  const cells: Cell[] = [];
  if (has('grid')) {
    for await (const cell of measureGrid(
      numbers(values.delays),
      numbers(values['in-flight']),
      Number(values.rounds ?? 1),
    )) {
      cells.push(cell);
      const { who, delayMs, inFlight, protocol, perSecond, connections } = cell;
      console.error(
        `${protocol}, ${delayMs} ms, ${inFlight} in flight, ${who}: ${whole(perSecond)}/s, ${connections} connections`,
      );
    }
  }
  for (const protocol of ['plain', 'tls']) {
    const shown = cells.filter((cell) => (cell.protocol === 'h2' ? 'tls' : cell.protocol) === protocol);
    const names = [...new Set(shown.map(({ who }) => who))];
    const groups = [...new Set(shown.map(({ delayMs, inFlight }) => `${delayMs} ms, ${inFlight} in flight`))];
    table(
      [`${protocol}: requests/s (connections)`, 'ideal', ...names],
      groups.map((group) => {
        const ofGroup = shown.filter(
          ({ delayMs, inFlight }) => `${delayMs} ms, ${inFlight} in flight` === group,
        );
        const { delayMs, inFlight } = ofGroup[0]!;
        return [
          group,
          delayMs === 0 ? '' : whole((inFlight / delayMs) * 1000),
          ...names.map((name) => {
            const cell = ofGroup.find(({ who }) => who === name);
            if (!cell) return '';
            const failed = cell.failed > 0 ? `, ${cell.failed} failed` : '';
            return `${whole(cell.perSecond)} (${cell.connections}${failed})`;
          }),
        ];
      }),
    );
  }

  const batches = has('batches') ? await measureBatches() : [];
  table(
    ['batches, from rows to accepted', 'distance', 'operations/s'],
    batches.map(({ who, delayMs, perSecond }) => [who, `${delayMs} ms`, whole(perSecond)]),
  );

  const keepAlive = has('keep-alive') ? await measureKeepAlive() : [];
  table(
    ['connections that end while idle', 'transport', 'failed of 10,000'],
    keepAlive.map(({ kind, transport, failed }) => [
      kind === 'hint' ? 'calls every 2 s, the server keeps 2 s' : 'the process stood still for 2 s',
      transport,
      failed,
    ]),
  );
  if (values.json) {
    writeFileSync(values.json, JSON.stringify({ machine, loopback, cells, batches, keepAlive }, null, 2));
  }
}
