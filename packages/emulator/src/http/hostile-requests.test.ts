// Requests that nobody means well: to every operation, in every field, with what breaks programs. Each is answered as a
// client's fault, and nothing of what came before is worse for it.
import { appContract, type Contract, type Operation, trackContract } from '@cio-internal/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../index.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ jobMs: 0 });
});
afterAll(() => emulator.close());

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'then', ''];

/** JSON as text: what a program writes as an object would lose `__proto__`. */
const hostile = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    '-1',
    '1e308',
    '0.5',
    '9007199254740993',
    '""',
    '[]',
    '{}',
    '[null]',
    '[[[{}]]]',
    '"\\u0000\\ud800"',
    '"%00%ff../../"',
    '{"toString":1,"valueOf":2,"length":-1}',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    `${'['.repeat(400)}${']'.repeat(400)}`,
    `${'{"a":'.repeat(400)}1${'}'.repeat(400)}`,
    '{"id":"7","email":{"toString":1},"cio_id":[]}',
    '{"and":[{"not":{"attribute":{"field":"constructor","operator":"exists"}}}]}',
    '{"segment":{"id":"__proto__"}}',
  ),
  fc.constantFrom(...NAMES).map((name) => JSON.stringify(name)),
);

/** A body with one of its values replaced, or one more. */
const mutated = (body: unknown): fc.Arbitrary<string> => {
  const places: string[] = [];
  const mark = (value: unknown, path: string): unknown => {
    places.push(path);
    if (Array.isArray(value)) return value.map((one, index) => mark(one, `${path}.${index}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mark(one, `${path}.${key}`)]));
  };
  mark(body, '');
  return fc
    .tuple(fc.constantFrom(...places), hostile, fc.constantFrom(undefined, ...NAMES))
    .map(([place, text, name]) => {
      const replace = (value: unknown, path: string): string => {
        const isHere = path === place;
        if (isHere && name === undefined) return text;
        if (Array.isArray(value)) return `[${value.map((one, index) => replace(one, `${path}.${index}`))}]`;
        if (typeof value !== 'object' || value === null) return isHere ? text : JSON.stringify(value);
        const fields = Object.entries(value).map(
          ([key, one]) => `${JSON.stringify(key)}:${replace(one, `${path}.${key}`)}`,
        );
        if (isHere) fields.push(`${JSON.stringify(name)}:${text}`);
        return `{${fields}}`;
      };
      return replace(body, '');
    });
};

const parameter = (name: string, operation: Operation): string => {
  const { designStudio, liveNotifications, newsletters } = emulator.workspace.app;
  const first = (map: ReadonlyMap<string, unknown>) => [...map.keys()][0] ?? 'x';
  if (name === 'identifier' || name === 'customer_id' || name === 'device_id') return 'ada';
  if (name === 'object_id') return 'acme';
  if (name === 'language') return 'fr';
  if (name === 'message_id') return emulator.workspace.app.messages.at(0)?.id ?? 'x';
  if (name === 'instance_id') return first(liveNotifications);
  if (name === 'test_group_id') return `${newsletters.all()[0]?.id}-1`;
  if (name === 'id') {
    const kind = (['folders', 'emails', 'components'] as const).find((one) => operation.path.includes(one));
    return kind ? first(designStudio[kind]) : '1';
  }
  return '1';
};

async function send(
  operation: Operation,
  body: string | undefined,
  { parameters = {}, query = '' }: { parameters?: Record<string, string>; query?: string } = {},
) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(parameters[name] ?? parameter(name, operation)),
  );
  const isApp = operation.path.startsWith('/v1/');
  const credentials = Buffer.from(`${emulator.siteId}:${emulator.apiKey}`).toString('base64');
  const response = await fetch(`${emulator.url}${path}${query}`, {
    method: operation.method,
    headers: {
      authorization: isApp ? `Bearer ${emulator.appApiKey}` : `Basic ${credentials}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  // What failed inside says so in its body, which is worth more than the status.
  if (response.status >= 500) throw new Error(`${operation.operationId} ${body} ${query} → ${text}`);
  return { status: response.status, text };
}

/** One of everything, by the operations that make something. */
async function fill(): Promise<void> {
  emulator.reset();
  const { workspace } = emulator;
  workspace.identify(['id', 'ada'], { email: 'ada@example.com', plan: 'gold' });
  workspace.relate(['id', 'ada'], { object_type_id: '1', object_id: 'acme' });
  for (const operation of appContract.operations.filter(({ method }) => method === 'POST')) {
    const body = appContract.sampleRequest(operation, { full: false });
    if (operation.bodyType === 'application/json') await send(operation, JSON.stringify(body));
  }
}

const every: [string, Contract, Operation][] = [trackContract, appContract].flatMap((contract) =>
  contract.operations.map((operation): [string, Contract, Operation] => [
    `${operation.method} ${operation.path}`,
    contract,
    operation,
  ]),
);

/** Everything that reads still responds. */
async function expectAllReadable(): Promise<void> {
  for (const path of ['', '/people', '/objects', '/summary', '/requests', '/person?identifier=ada']) {
    const response = await fetch(`${emulator.url}/_emulator${path}`);
    expect([path, response.status === 200 || response.status === 404]).toEqual([path, true]);
    await response.arrayBuffer();
  }
  for (const [, , operation] of every) {
    if (operation.method === 'GET' && operation.requiredQuery.length === 0) await send(operation, undefined);
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}

describe('bodies', () => {
  test.each(every.filter(([, , { bodyType }]) => bodyType === 'application/json'))(
    '%s',
    async (_, contract, operation) => {
      await fill();
      for (let form = 0; form < 2 * contract.requestVariants(operation); form++) {
        const sample = contract.sampleRequest(operation, { full: form % 2 === 0, variant: form >> 1 });
        await fc.assert(
          fc.asyncProperty(mutated(sample), async (body) => void (await send(operation, body))),
          { numRuns: 12, seed: 14, endOnFailure: true },
        );
      }
      await expectAllReadable();
    },
  );
});

test('names in the path and in the query', async () => {
  await fill();
  const values = [...NAMES.filter(Boolean), '-1', '1e400', 'NaN', '\u0000', '%', 'a'.repeat(2000), '../..'];
  for (const [, contract, operation] of every) {
    const body = contract.sampleRequest(operation, { full: false });
    const text = operation.bodyType === 'application/json' ? JSON.stringify(body) : undefined;
    for (const value of values) {
      for (const name of Object.keys(operation.pathParameters)) {
        await send(operation, text, { parameters: { [name]: value } });
      }
      const names = [...Object.keys(operation.query), value];
      for (const name of names) {
        const query = new URLSearchParams({ ...Object.fromEntries([[name, value]]) });
        await send(operation, text, { query: `?${query}` });
      }
    }
  }
  await expectAllReadable();
}, 120_000);
