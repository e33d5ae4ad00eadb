// Writes docs/coverage.md: which operations of the Track, App and Pipelines APIs the clients have. Every method is called, and
// what it sends is looked up in the contract: only what goes out on the wire counts.

import { readFileSync, writeFileSync } from 'node:fs';
import { AppClient } from '@cio/app-api';
import { message, PipelinesClient } from '@cio/pipelines';
import { TrackClient } from '@cio/track';
import { person, TrackV2Client } from '@cio/track-v2';
import { appContract, type Contract, pipelinesContract, trackContract } from '@cio-internal/contract';
import { appMethods, methodOf, sampleCall } from './app-operations.js';
import { callPipelines, pipelinesCalls } from './pipelines-calls.js';
import { recordingTransport } from './recording-transport.js';
import { trackCalls } from './track-calls.js';
import { trackV2Calls } from './track-v2-calls.js';

type Call = [method: string, call: () => Promise<unknown>];

/** Which methods are which operation, by what they send. */
async function sentBy(contract: Contract, calls: Call[], sent: { url: string; method: string }[]) {
  const methods = new Map<string, string[]>();
  for (const [name, call] of calls) {
    sent.length = 0;
    await call();
    for (const { url, method } of sent) {
      const operation = contract.match(method, new URL(url).pathname)?.operation.operationId ?? '?';
      methods.set(operation, [...(methods.get(operation) ?? []), `\`${name}\``]);
    }
  }
  return methods;
}

const HEAD = `# Coverage

Every operation that Customer.io publishes (September 2026), and the methods that make it. Written by \`pnpm coverage:api\`, which
calls every method and looks up in the contract what it sends; a test holds this page to it. The last column has the methods of
customerio-node 5.2.0 by name, from [the guide](from-customerio-node.md#every-method), whose table tests make by calling them.`;

/** The methods of the official client, by operation. */
function officialMethods(): Map<string, string[]> {
  const guide = readFileSync(new URL('../../../docs/from-customerio-node.md', import.meta.url), 'utf8');
  const methods = new Map<string, string[]>();
  for (const [, method, operation] of guide.matchAll(/^\| (`\w+\.\w+`) \| `[\w.]+` \| `([^`]+)` \|$/gm)) {
    methods.set(operation!, [...(methods.get(operation!) ?? []), method!]);
  }
  return methods;
}

/** The count and the rows of one API. */
function table(
  api: string,
  contract: Contract,
  methods: Map<string, string[]>,
  client: (path: string) => string,
) {
  const { operations } = contract;
  const covered = operations.filter(({ operationId }) => methods.has(operationId)).length;
  const official = officialMethods();
  const rows = operations.map(({ operationId, method, path }) => {
    const ours = methods.get(operationId)?.join(', ') ?? '—';
    const theirs = official.get(`${method} ${path}`)?.join(', ') ?? 'none';
    return `| \`${method} ${path}\` | \`${client(path)}\` | ${ours} | ${theirs} |`;
  });
  const head = ['| operation | client | methods | customerio-node |', '|---|---|---|---|'];
  const title = [`## ${api}`, '', `${covered} of ${operations.length} operations.`, ''];
  return [...title, ...head, ...rows].join('\n');
}

/** The whole document. */
export async function coverageDocument(): Promise<string> {
  const transport = recordingTransport();
  const options = { siteId: 'site', apiKey: 'key', transport };
  const v1 = new TrackClient(options);
  const v2 = new TrackV2Client(options);
  const some = [person.delete({ id: 'a' })];
  const trackMethods: Call[] = [
    ...trackCalls.map(({ method, call }): Call => [method, () => call(v1)]),
    ...trackV2Calls.map(({ method, call }): Call => [method, () => call(v2)]),
    ['sendBatch', () => v2.sendBatch(some)],
    ['batcher', () => v2.batcher({ maxWaitMs: 1 }).add(some[0]!)],
    ['ingest', () => v2.ingest(some)],
  ];
  const app = new AppClient({ apiKey: 'key', transport, rateLimiter: false });
  const appCalls = appContract.operations.flatMap((operation): Call[] => {
    const name = appMethods[operation.operationId];
    return name ? [[name, () => methodOf(app, name)(...sampleCall(operation, { full: true }).args)]] : [];
  });
  const pipelines = new PipelinesClient({ writeKey: 'key', transport });
  const pipelinesMethods: Call[] = [
    ...pipelinesCalls.map((one): Call => [one.method, () => callPipelines(pipelines, one)]),
    ['batcher', () => pipelines.batcher({ maxWaitMs: 1 }).add(message.deletePerson({ userId: 'a' }))],
  ];
  return [
    HEAD,
    table(
      'Track API',
      trackContract,
      await sentBy(trackContract, trackMethods, transport.requests),
      (path) => (path.startsWith('/api/v2/') ? 'TrackV2Client' : 'TrackClient'),
    ),
    table('App API', appContract, await sentBy(appContract, appCalls, transport.requests), () => 'AppClient'),
    table(
      'Pipelines API',
      pipelinesContract,
      await sentBy(pipelinesContract, pipelinesMethods, transport.requests),
      () => 'PipelinesClient',
    ),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

if (process.argv[1]?.endsWith('coverage.js')) {
  writeFileSync(new URL('../../../docs/coverage.md', import.meta.url), await coverageDocument());
}
