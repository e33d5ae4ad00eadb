// Prints which operations of the Track API v1 the client has: every method is called, and what it sends is looked up
// in the contract. Only what goes out on the wire counts.

import { TrackClient } from '@cio/track';
import { trackContract } from '@cio-internal/contract';
import { recordingTransport } from './recording-transport.js';
import { trackCalls } from './track-calls.js';

export async function coverageTable(): Promise<string> {
  const methods = new Map<string, string[]>();
  for (const { method, call } of trackCalls) {
    const transport = recordingTransport();
    await call(new TrackClient({ siteId: 'site', apiKey: 'key', transport }));
    for (const { url, method: verb } of transport.requests) {
      const operation = trackContract.match(verb, new URL(url).pathname)?.operation.operationId ?? '?';
      methods.set(operation, [...(methods.get(operation) ?? []), `\`${method}\``]);
    }
  }
  const operations = trackContract.operations.filter(({ path }) => !path.startsWith('/api/v2/'));
  const rows = operations.map(({ operationId, method, path }) => {
    const covered = methods.get(operationId)?.join(', ') ?? '—';
    return `| \`${method} ${path}\` | ${covered} |`;
  });
  const covered = operations.filter(({ operationId }) => methods.has(operationId)).length;
  return [
    `Track API v1: ${covered} of ${operations.length} operations.`,
    '',
    '| operation | `TrackClient` |',
    '|---|---|',
    ...rows,
  ].join('\n');
}

if (process.argv[1]?.endsWith('coverage.js')) console.log(await coverageTable());
