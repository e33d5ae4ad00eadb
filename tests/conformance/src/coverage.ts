// Prints which operations of the Track API the clients have: every method is called, and what it sends is looked up in
// the contract. Only what goes out on the wire counts.

import { TrackClient } from '@cio/track';
import { person, TrackV2Client } from '@cio/track-v2';
import { trackContract } from '@cio-internal/contract';
import { recordingTransport } from './recording-transport.js';
import { trackCalls } from './track-calls.js';
import { trackV2Calls } from './track-v2-calls.js';

export async function coverageTable(): Promise<string> {
  const transport = recordingTransport();
  const options = { siteId: 'site', apiKey: 'key', transport };
  const v1 = new TrackClient(options);
  const v2 = new TrackV2Client(options);
  const some = [person.delete({ id: 'a' })];
  const calls: [method: string, call: () => Promise<unknown>][] = [
    ...trackCalls.map(({ method, call }) => [method, () => call(v1)] as [string, () => Promise<unknown>]),
    ...trackV2Calls.map(({ method, call }) => [method, () => call(v2)] as [string, () => Promise<unknown>]),
    ['sendBatch', () => v2.sendBatch(some)],
    ['batcher', () => v2.batcher({ maxWaitMs: 1 }).add(some[0]!)],
    ['ingest', () => v2.ingest(some)],
  ];
  const methods = new Map<string, string[]>();
  for (const [method, call] of calls) {
    transport.requests.length = 0;
    await call();
    for (const { url, method: verb } of transport.requests) {
      const operation = trackContract.match(verb, new URL(url).pathname)?.operation.operationId ?? '?';
      methods.set(operation, [...(methods.get(operation) ?? []), `\`${method}\``]);
    }
  }
  const { operations } = trackContract;
  const rows = operations.map(({ operationId, method, path }) => {
    const client = path.startsWith('/api/v2/') ? 'TrackV2Client' : 'TrackClient';
    const covered = methods.get(operationId)?.join(', ') ?? '—';
    return `| \`${method} ${path}\` | \`${client}\` | ${covered} |`;
  });
  const covered = operations.filter(({ operationId }) => methods.has(operationId)).length;
  return [
    `Track API: ${covered} of ${operations.length} operations.`,
    '',
    '| operation | client | methods |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

if (process.argv[1]?.endsWith('coverage.js')) console.log(await coverageTable());
