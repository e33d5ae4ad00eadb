// The speed where people are: every contestant at every distance, each in a process that has done nothing before.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import type { GridResult } from './contestant.js';

export const DELAYS = [0, 20, 50, 150];
export const IN_FLIGHT = [1, 64, 256, 1000];
const EVERYWHERE = [
  'customerio-node',
  'bare fetch',
  '@cio/customerio-node',
  '@cio/track',
  '@cio/track, undici',
  '@cio/track, fetch',
];

const HTTP2 = '@cio/track, undici, HTTP/2';

export interface Cell extends GridResult {
  who: string;
  delayMs: number;
  inFlight: number;
  protocol: 'plain' | 'tls' | 'h2';
  connections: number;
}

const folder = mkdtempSync(join(tmpdir(), 'distance-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const certificatePath = join(folder, 'certificate.pem');
let certificate: { key: string; cert: string } | undefined;

async function ownCertificate() {
  if (!certificate) {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    certificate = { key, cert };
    writeFileSync(certificatePath, cert);
  }
  return certificate;
}

function start(file: string, ...args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificatePath },
  });
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) =>
      reject(new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}`));
    child.once('exit', failed);
    child.once('message', (message) => {
      child.off('exit', failed);
      resolve(message as T);
    });
  });
}

/** Runs with a server at this distance, which ends with it. */
async function atDistance<T>(
  delayMs: number,
  protocol: Cell['protocol'],
  run: (url: string, countConnections: () => Promise<number>) => Promise<T>,
): Promise<T> {
  const server = start(
    './distance/server.js',
    String(delayMs),
    protocol,
    JSON.stringify(await ownCertificate()),
  );
  try {
    const { port } = await nextMessage<{ port: number }>(server);
    return await run(
      protocol === 'plain' ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
      async () => {
        server.send('connections');
        return (await nextMessage<{ connections: number }>(server)).connections;
      },
    );
  } finally {
    server.kill();
  }
}

async function measureCell(
  who: string,
  delayMs: number,
  inFlight: number,
  protocol: Cell['protocol'],
): Promise<Cell> {
  return atDistance(delayMs, protocol, async (url, countConnections) => {
    const contestant = start('./distance/contestant.js', who, url, String(inFlight), 'steady');
    const result = await nextMessage<GridResult>(contestant);
    const connections = await countConnections();
    contestant.kill();
    return { who, delayMs, inFlight, protocol, connections, ...result };
  });
}

/** Of several runs of a cell, the one with the median speed. */
function medianOf(runs: readonly Cell[]): Cell {
  const bySpeed = [...runs].sort((a, b) => a.perSecond - b.perSecond);
  return {
    ...bySpeed[Math.floor(runs.length / 2)]!,
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** The whole grid, cell by cell: so many runs of each contestant, in turns. */
export async function* measureGrid(
  delays: readonly number[] = DELAYS,
  inFlights: readonly number[] = IN_FLIGHT,
  rounds = 1,
): AsyncGenerator<Cell> {
  for (const protocol of ['plain', 'tls'] as const) {
    const names = protocol === 'tls' ? [...EVERYWHERE, HTTP2] : EVERYWHERE;
    for (const delayMs of delays) {
      for (const inFlight of inFlights) {
        const runs: Cell[] = [];
        for (let round = 0; round < rounds; round++) {
          for (const who of names)
            runs.push(await measureCell(who, delayMs, inFlight, who === HTTP2 ? 'h2' : protocol));
        }
        for (const name of names) yield medianOf(runs.filter(({ who }) => who === name));
      }
    }
  }
}

export interface Loopback {
  who: string;
  /** The first 6,000 calls of a process, and the next. */
  cold: GridResult[];
  warm: GridResult[];
}

/** On loopback, 64 in flight: so many fresh processes of each, in turns. */
export async function measureLoopback(rounds: number): Promise<Loopback[]> {
  const names = [
    'customerio-node',
    '@cio/customerio-node',
    'bare node:http',
    'bare undici pool',
    '@cio/track',
    '@cio/track, undici',
    '@cio/track, fetch',
    'bare fetch',
  ];
  const results = names.map((who): Loopback => ({ who, cold: [], warm: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const result of results) {
      const { cold, warm } = await atDistance(0, 'plain', (url) =>
        nextMessage<{ cold: GridResult; warm: GridResult }>(
          start('./distance/contestant.js', result.who, url, '64', 'cold'),
        ),
      );
      result.cold.push(cold);
      result.warm.push(warm);
    }
  }
  return results;
}

export interface BatchSpeed {
  who: string;
  delayMs: number;
  perSecond: number;
}

export async function measureBatches(): Promise<BatchSpeed[]> {
  const speeds: BatchSpeed[] = [];
  for (const delayMs of [0, 150]) {
    for (const who of ['floor', 'sendBatch', 'ingest']) {
      const { perSecond } = await atDistance(delayMs, 'plain', (url) =>
        nextMessage<{ perSecond: number }>(start('./distance/batches.js', who, url)),
      );
      speeds.push({ who, delayMs, perSecond });
    }
  }
  return speeds;
}

export interface KeepAliveFailures {
  transport: string;
  kind: string;
  failed: number;
}

export async function measureKeepAlive(): Promise<KeepAliveFailures[]> {
  const results: KeepAliveFailures[] = [];
  for (const kind of ['hint', 'stalled']) {
    for (const transport of ['node:http', 'undici', 'fetch']) {
      const child = start('./distance/keep-alive.js', transport, kind);
      results.push({ transport, kind, ...(await nextMessage<{ failed: number }>(child)) });
    }
  }
  return results;
}
