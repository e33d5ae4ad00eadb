// Customer.io's own client and the package that stands for it: what each method sends, and what it throws.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type * as Official from 'customerio-node';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiCalls, type Call, made, pipelinesCalls, trackCalls } from './calls.js';

type Client = 'TrackClient' | 'APIClient' | 'PipelinesClient';
type Package = typeof Official;

const require = createRequire(import.meta.url);
const official: Package = require('customerio-node');
const ours: Package = require('@cio/customerio-node');

interface Recorded {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let origin: string;
let received: Recorded[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    received.push({ method: method!, url: url!, headers, body: Buffer.concat(chunks).toString('latin1') });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"answer":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const calls: [Client, Call][] = [
  ...trackCalls.map((call): [Client, Call] => ['TrackClient', call]),
  ...apiCalls.map((call): [Client, Call] => ['APIClient', call]),
  ['APIClient', ['createSegment', () => [{ name: 'VIP' }], []]],
  ...pipelinesCalls.map((call): [Client, Call] => ['PipelinesClient', call]),
];

/** Ids for the calls that use what another call made. */
for (const name of [
  'segment',
  'message',
  'trigger',
  'export',
  'newsletter',
  'content',
  'group',
  'folder',
  'email',
]) {
  made[name] = `${name}/ü 1`;
}
for (const name of ['component', 'assetFolder', 'asset', 'collection', 'webhook', 'import']) made[name] = 7;

function clientOf(from: Package, client: Client, options: object = {}): object {
  if (client === 'TrackClient') {
    return new from.TrackClient('site', 'key', { url: `${origin}/api/v1`, ...options });
  }
  return new from[client]('key', { url: `${origin}/v1`, ...options });
}

const methodOf = (client: object, name: string) =>
  Reflect.get(client, name).bind(client) as (...args: unknown[]) => Promise<unknown>;

/** What the connection has to do with, and not the request. */
const OF_CONNECTION = ['connection', 'host'];

/** A request without what differs from one to the next: the boundary of a form. */
function comparable({ method, url, headers, body }: Recorded): object {
  const kept = Object.entries(headers).filter(([name]) => !OF_CONNECTION.includes(name));
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1] ?? 'none';
  const text = JSON.stringify({ method, url, headers: Object.fromEntries(kept.sort()), body });
  return JSON.parse(text.replaceAll(boundary, 'boundary'));
}

async function sentBy(from: Package, client: Client, [method, args]: Call): Promise<object> {
  received = [];
  expect(await methodOf(clientOf(from, client), method)(...args())).toEqual({ answer: 1 });
  expect(received).toHaveLength(1);
  return comparable(received[0]!);
}

test.each(calls.map(([client, call]) => [`${client}.${call[0]}`, client, call] as const))(
  '%s sends the same request',
  async (_, client, call) => {
    expect(await sentBy(ours, client, call)).toEqual(await sentBy(official, client, call));
  },
);

const methodsOf = (prototype: object) =>
  Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
/** Helpers of the official classes that are private to them. */
const PRIVATE = ['resourceBase', 'envelope'];

test('these are all of its exports, and all of their methods', () => {
  expect(Object.keys(official).filter((name) => !(name in ours))).toEqual([]);
  expect(Object.keys(ours).filter((name) => !(name in official))).toEqual([]);
  for (const client of ['TrackClient', 'APIClient', 'PipelinesClient'] as const) {
    const theirs = methodsOf(official[client].prototype).filter((name) => !PRIVATE.includes(name));
    expect(theirs.filter((name) => !methodsOf(ours[client].prototype).includes(name))).toEqual([]);
    const called = calls.filter(([of]) => of === client).map(([, [method]]) => method);
    expect(new Set(called)).toEqual(new Set(theirs));
  }
  for (const name of ['RegionUS', 'RegionEU'] as const)
    expect({ ...ours[name] }).toEqual({ ...official[name] });
  for (const name of ['IdentifierType', 'FilterOperator', 'DeliveryExportMetric'] as const) {
    expect(ours[name]).toEqual(official[name]);
  }
});

/** What a method hands to the request, or throws, for whatever arguments. */
function outcome(from: Package, client: Client, method: string, args: unknown[]): unknown {
  const instance = clientOf(from, client) as { request: { handler: (options: unknown) => unknown } };
  let handed: unknown;
  instance.request.handler = (options) => {
    handed = options;
    return Promise.resolve({});
  };
  try {
    methodOf(instance, method)(...args);
  } catch (error) {
    // The text of a TypeError is that of the code that it came from.
    const { name, message: text } = error as Error;
    return name === 'TypeError' ? { name } : { name, text };
  }
  // A message of Pipelines gets an id and a time that are new each time.
  const text = JSON.stringify(handed, (_key, value) =>
    value instanceof FormData ? [...value.entries()] : value,
  );
  return JSON.parse(
    text
      .replace(/\\"messageId\\":\\"[-0-9a-f]{36}\\"/g, 'id')
      .replace(/\\"timestamp\\":\\"20\d\d-\d\d-\d\dT[\d:.]+Z\\"/g, 'now')
      .replace(/"Content-Length":\d+/g, '"Content-Length":0'),
  );
}

const argument: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    0,
    -1,
    Number.NaN,
    7,
    'id',
    'email',
    'cio_id',
    'object_id',
    'a/ü b',
  ),
  fc.constantFrom<unknown>([], {}, ['a'], [{ name: 'a', type: 'track' }], true, 'cio_object_id'),
  fc.record(
    {
      name: fc.constantFrom<unknown>('n', '', null),
      start: fc.constantFrom<unknown>('s', 1, ''),
      limit: fc.constantFrom<unknown>(5, 0, null),
      idType: fc.constantFrom<unknown>('id', 'email', 'object_id', 'other', null),
      end: fc.constantFrom<unknown>(2),
      res: fc.constantFrom<unknown>('days', ''),
      type: fc.constantFrom<unknown>('email', 'track', ''),
      unique: fc.boolean(),
      userId: fc.constantFrom<unknown>('u', 5, ''),
      anonymousId: fc.constantFrom<unknown>('a', ''),
      event: fc.constantFrom<unknown>('e', ''),
      groupId: fc.constantFrom<unknown>('g', ''),
      previousId: fc.constantFrom<unknown>('p', ''),
      context: fc.constantFrom<unknown>({ ip: '::1' }, { library: { name: 'x', version: '1' } }, {}),
      language: fc.constantFrom<unknown>('fr', ''),
      value: fc.constantFrom<unknown>('v', ''),
      tag: fc.constantFrom<unknown>('x-a', ''),
      endpoint: fc.constantFrom<unknown>('https://example.com', ''),
      delivery_id: fc.constantFrom<unknown>('d', ''),
      data_file_url: fc.constantFrom<unknown>('https://example.com/a.csv', ''),
      ids: fc.constantFrom<unknown>(['a'], []),
      emails: fc.constantFrom<unknown>(['a@example.com']),
      id_ignore_missing: fc.boolean(),
      email_add_duplicates: fc.boolean(),
      last_used: fc.constantFrom<unknown>(1, null),
      filename: fc.constantFrom<unknown>('a.PNG', 'b', 'c.', ''),
      data: fc.constantFrom<unknown>('text', null),
      contentType: fc.constantFrom<unknown>('image/gif', ''),
      parentFolderId: fc.constantFrom<unknown>(3),
    },
    { requiredKeys: [] },
  ),
);

/** The one method that sends the text "undefined" for an id that is missing: here it is a `MissingParamError`. */
const BETTER = ['triggerBroadcast'];

test.each(
  calls.filter(([, [method]]) => !BETTER.includes(method)).map(([client, [method]]) => [client, method]),
)('%s.%s: whatever the arguments, the request is the same, or the error', (client, method) => {
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 4 }), (args) => {
      const here = outcome(ours, client as Client, method!, args);
      expect(here).toEqual(outcome(official, client as Client, method!, args));
    }),
    { numRuns: 200 },
  );
});

test('a broadcast without an id is refused, in place of the path /campaigns/undefined', () => {
  const api = new ours.APIClient('key');
  expect(() => api.triggerBroadcast(undefined as never)).toThrow('broadcastId is required');
});

test('each kind of send shapes its message in the same way', () => {
  const kinds = [
    'SendEmailRequest',
    'SendPushRequest',
    'SendSMSRequest',
    'SendWhatsAppRequest',
    'SendInboxMessageRequest',
    'SendInAppRequest',
  ] as const;
  const keys = [
    'to',
    'identifiers',
    'headers',
    'message_data',
    'preheader',
    'reply_to',
    'bcc',
    'body',
    'body_plain',
    'body_amp',
    'fake_bcc',
    'disable_message_retention',
    'send_to_unsubscribed',
    'tracked',
    'queue_draft',
    'send_at',
    'disable_css_preprocessing',
    'language',
    'transactional_message_id',
    'from',
    'subject',
    'title',
    'message',
    'image_url',
    'link',
    'sound',
    'custom_data',
    'device',
    'custom_device',
    'custom_payload',
    'unknown',
  ];
  const value = fc.constantFrom<unknown>(undefined, null, '', 'text', 0, false, { a: 1 });
  const options = fc.dictionary(fc.constantFrom(...keys), value);
  fc.assert(
    fc.property(fc.constantFrom(...kinds), options, (kind, given) => {
      const [here, there] = [new ours[kind](given as never), new official[kind](given as never)];
      expect(JSON.stringify(here.message)).toBe(JSON.stringify(there.message));
      // `instanceof` recognizes those of the other package, as it does those of another copy.
      expect(here instanceof official[kind] && there instanceof ours[kind]).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('attachments are the same', () => {
  for (const [data, options] of [
    ['text', undefined],
    [Buffer.from('bytes'), {}],
    ['dGV4dA==', { encode: false }],
  ] as const) {
    const attach = (from: Package) => {
      const request = new from.SendEmailRequest({
        to: 'a@example.com',
        identifiers: { id: 1 },
        transactional_message_id: 1,
      });
      request.attach('a.txt', data, options);
      expect(() => request.attach('a.txt', data)).toThrow('attachment a.txt already exists');
      return request.message.attachments;
    };
    expect(attach(ours)).toEqual(attach(official));
  }
});

test('signatures are verified alike', () => {
  const secret = 'secret';
  const given = fc.record({
    signingSecret: fc.constantFrom(secret, 'other', ''),
    timestamp: fc.constantFrom<string | number>(1_700_000_000, '1700000000', ''),
    body: fc.constantFrom<string | Buffer>('{"a":"ü"}', Buffer.from('{}'), ''),
    signature: fc.oneof(fc.string(), fc.constantFrom(undefined, ['a'], 'ü'.repeat(64), 'valid')),
  });
  const outcomeOf = (verify: typeof official.verifyRequestSignature, options: object) => {
    try {
      return verify(options as never);
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  };
  fc.assert(
    fc.property(given, (options) => {
      expect(outcomeOf(ours.verifyRequestSignature, options)).toBe(
        outcomeOf(official.verifyRequestSignature, options),
      );
    }),
  );
});

test('responses are read in the same way: compressed ones, and ones with a byte order mark', async () => {
  const text = '{"ü":1}';
  const bodies: [string | undefined, Buffer | string][] = [
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    [undefined, `\ufeff${text}`],
    ['gzip', gzipSync(`\ufeff${text}`)],
    ['zstd', 'not decoded'],
    ['gzip', 'no gzip'],
  ];
  for (const [encoding, body] of bodies) {
    const compressing = createServer((_request, response) => {
      response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding }).end(body);
    });
    await new Promise<void>((resolve) => compressing.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(compressing.address() as AddressInfo).port}/v1`;
    const [here, there] = await Promise.all(
      [ours, official].map((from) =>
        new from.APIClient('key', { url, retry: { maxRetries: 0 } })
          .listSegments()
          .catch(({ name, message }: Error) => ({ name, message })),
      ),
    );
    expect(here).toEqual(there);
    compressing.closeAllConnections();
    compressing.close();
  }
});

test('the built classes have the names that they are exported by', () => {
  const classes = Object.entries(ours).filter(
    ([name, value]) => typeof value === 'function' && /^[A-Z]/.test(name),
  );
  expect(classes.length).toBeGreaterThan(10);
  expect(classes.map(([, value]) => (value as { name: string }).name)).toEqual(classes.map(([name]) => name));
});

test('errors have the same fields and texts', () => {
  const [here, there] = [ours, official].map((from) => {
    const error = new from.CustomerIORequestError(
      { meta: { errors: ['a', 'b'] } },
      400,
      { statusCode: 400, headers: {}, ok: false },
      '{}',
    );
    return { ...error, name: error.name, message: error.message };
  });
  expect(here).toEqual(there);
  expect(new ours.MissingParamError('x')).toMatchObject({
    name: 'MissingParamError',
    message: 'x is required',
  });
});

test("requests to addresses of one's own go out in the same way", async () => {
  for (const verb of ['get', 'put', 'post', 'destroy'] as const) {
    const sent: object[] = [];
    for (const from of [ours, official]) {
      received = [];
      const { request } = new from.APIClient('key', { headers: { 'X-Mine': '1', Authorization: 'other' } });
      await (verb === 'get' || verb === 'destroy'
        ? request[verb](`${origin}/x?y=1`)
        : request[verb](`${origin}/x`, { a: 1 }));
      sent.push(comparable(received[0]!));
    }
    expect(sent[0]).toEqual(sent[1]);
  }
});
