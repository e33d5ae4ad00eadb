import { AppClient } from '@cio/app-api';
import { message, PipelinesClient } from '@cio/pipelines';
import { isCustomerIOError, TrackClient } from '@cio/track';
import { object, person, TrackV2Client } from '@cio/track-v2';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { z } from 'zod';
import {
  definePlan,
  isPlanError,
  type PlanError,
  type PlanOptions,
  type StandardSchema,
  typed,
} from './index.js';

const definition = {
  person: z.strictObject({ email: z.string(), plan: z.enum(['free', 'pro']).optional() }),
  events: {
    order_placed: z.object({ total: z.number() }),
    signed_in: z.object({}),
    cart_left: typed<{ value: number }>(),
  },
  objects: {
    company: {
      id: 1,
      attributes: z.strictObject({ name: z.string() }),
      relationship: z.object({ role: z.enum(['admin', 'member']) }),
    },
    anything: { id: '2' },
  },
  transactional: {
    order_confirmation: { id: 3, data: z.object({ total: z.number() }) },
    welcome: { data: z.object({ name: z.string().default('you') }) },
  },
  broadcasts: { restock: { id: 12, data: z.object({ product: z.string() }) } },
} as const;

/** All clients, by a plan, and the requests that they made. */
function planned(options?: PlanOptions) {
  const plan = definePlan(definition, options);
  const requests: [path: string, body: unknown][] = [];
  const client = {
    transport: async ({ url, body }: { url: string; body: string | Uint8Array | undefined }) => {
      requests.push([new URL(url).pathname, body === undefined ? undefined : JSON.parse(String(body))]);
      return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
    },
  };
  const clients = {
    track: new TrackClient({ siteId: 's', apiKey: 'k', ...client }),
    v2: new TrackV2Client({ siteId: 's', apiKey: 'k', ...client }),
    pipelines: new PipelinesClient({ writeKey: 'w', ...client }),
    app: new AppClient({ apiKey: 'a', rateLimiter: false, ...client }),
  };
  return {
    plan,
    requests,
    clients,
    track: plan.track(clients.track),
    v2: plan.trackV2(clients.v2),
    pipelines: plan.pipelines(clients.pipelines),
    app: plan.app(clients.app),
    operations: plan.operations({ person, object }),
    messages: plan.messages(message),
  };
}

const acme = { object_type_id: 1, object_id: 'acme' } as const;
const to = { to: 'ada@example.com', identifiers: { id: '5' } };
/** What the compiler would refuse. */
const bad = (value: unknown): never => value as never;

/** The call of each method that a plan checks: as the plan says, and not. */
function calls({ track, v2, pipelines, app }: ReturnType<typeof planned>) {
  type Call = [path: string, right: () => Promise<unknown>, wrong: () => Promise<unknown>, message: string];
  const wrongTotal = { total: bad('x') };
  const list: Call[] = [
    [
      '/api/v1/customers/5',
      () => track.identify('5', { email: 'a' }),
      () => track.identify('5', bad({ plan: 'pro' })),
      'person is not as the tracking plan says: email: ',
    ],
    [
      '/api/v1/customers/5/events',
      () => track.track('5', 'order_placed', { total: 1 }),
      () => track.track('5', 'order_placed', wrongTotal),
      'event "order_placed" is not as the tracking plan says: total: ',
    ],
    [
      '/api/v1/events',
      () => track.trackAnonymous('a', 'order_placed', { total: 1 }),
      () => track.trackAnonymous('a', 'order_placed', wrongTotal),
      'event "order_placed"',
    ],
    [
      '/api/v1/customers/5/events',
      () => track.backfill('5', 'order_placed', 1_700_000_000, { total: 1 }),
      () => track.backfill('5', 'order_placed', 1_700_000_000, wrongTotal),
      'event "order_placed"',
    ],
    [
      '/api/v2/entity',
      () => v2.identifyPerson({ id: '5' }, { email: 'a' }),
      () => v2.identifyPerson({ id: '5' }, bad({})),
      'person is not',
    ],
    [
      '/api/v2/entity',
      () => v2.trackPersonEvent({ id: '5' }, 'order_placed', { total: 1 }),
      () => v2.trackPersonEvent({ id: '5' }, 'order_placed', wrongTotal),
      'event "order_placed"',
    ],
    [
      '/api/v2/entity',
      () => v2.trackObjectEvent(acme, 'order_placed', { total: 1 }),
      () => v2.trackObjectEvent(acme, 'order_placed', wrongTotal),
      'event "order_placed"',
    ],
    [
      '/api/v2/entity',
      () => v2.identifyObject(acme, { name: 'Acme' }),
      () => v2.identifyObject(acme, bad({})),
      'attributes of object "company" is not as the tracking plan says: name: ',
    ],
    [
      '/api/v2/entity',
      () => v2.identifyObject({ object_type_id: '2', object_id: 'x' }, { whatever: 1 }),
      () => v2.identifyObject({ object_type_id: bad(7), object_id: 'x' }, {}),
      'object type 7 is not as the tracking plan says: expected a known object type: 1 (company), 2 (anything)',
    ],
    [
      '/api/v2/entity',
      () =>
        v2.addPersonRelationships({ id: '5' }, [
          { identifiers: acme, relationship_attributes: { role: 'admin' } },
        ]),
      () =>
        v2.addPersonRelationships({ id: '5' }, [
          { identifiers: acme, relationship_attributes: { role: bad('owner') } },
        ]),
      'relationship of object "company" is not as the tracking plan says: role: ',
    ],
    [
      '/api/v2/entity',
      () =>
        v2.addObjectRelationships(acme, [
          { identifiers: { id: '5' }, relationship_attributes: { role: 'admin' } },
        ]),
      () =>
        v2.addObjectRelationships(acme, [
          { identifiers: { id: '5' }, relationship_attributes: { role: bad('owner') } },
        ]),
      'relationship of object "company"',
    ],
    [
      '/v1/identify',
      () => pipelines.identify({ userId: '5', traits: { email: 'a' } }),
      () => pipelines.identify({ userId: '5', traits: bad({}) }),
      'person is not',
    ],
    [
      '/v1/track',
      () => pipelines.track({ userId: '5', event: 'order_placed', properties: { total: 1 } }),
      () => pipelines.track({ userId: '5', event: 'order_placed', properties: wrongTotal }),
      'event "order_placed"',
    ],
    [
      '/v1/group',
      () => pipelines.group({ userId: '5', groupId: 'acme', traits: { object_type_id: 1, name: 'Acme' } }),
      () => pipelines.group({ userId: '5', groupId: 'acme', traits: bad({ object_type_id: 1 }) }),
      'attributes of object "company"',
    ],
    [
      '/v1/group',
      () =>
        pipelines.group({
          userId: '5',
          groupId: 'acme',
          traits: { object_type_id: 1, name: 'Acme', relationshipAttributes: { role: 'admin' } },
        }),
      () =>
        pipelines.group({
          userId: '5',
          groupId: 'acme',
          traits: { object_type_id: 1, name: 'Acme', relationshipAttributes: { role: 'owner' } },
        }),
      'relationship of object "company"',
    ],
    ...(['sendEmail', 'sendPush', 'sendSms', 'sendWhatsapp', 'sendInApp', 'sendInboxMessage'] as const).map(
      (send): Call => [
        `/v1/send/${{ sendEmail: 'email', sendPush: 'push', sendSms: 'sms', sendWhatsapp: 'whatsapp', sendInApp: 'in_app', sendInboxMessage: 'inbox_message' }[send]}`,
        () => app[send]({ ...to, transactional_message_id: 3, message_data: { total: 1 } }),
        () => app[send]({ ...to, transactional_message_id: 3, message_data: wrongTotal }),
        'transactional "order_confirmation" is not as the tracking plan says: total: ',
      ],
    ),
    [
      '/v1/campaigns/12/triggers',
      () => app.broadcasts.trigger(12, { data: { product: 'A' } }),
      () => app.broadcasts.trigger(12, { data: bad({}) }),
      'broadcasts "restock" is not as the tracking plan says: product: ',
    ],
  ];
  return list;
}

describe('validate: throw', () => {
  const all = planned({ validate: 'throw' });
  test.each(calls(all))('%s', async (path, right, wrong, text) => {
    all.requests.length = 0;
    await right();
    expect(all.requests.map(([requested]) => requested)).toEqual([path]);
    const error = await wrong().catch((caught: unknown) => caught);
    expect(isPlanError(error) && isCustomerIOError(error)).toBe(true);
    expect((error as PlanError).message).toContain(text);
    expect(all.requests).toHaveLength(1);
  });

  test('a name that the plan does not have', async () => {
    const { track, app, requests } = planned();
    await expect(track.track('5', bad('order_placd'), bad({}))).rejects.toThrow(
      'event "order_placd" is not as the tracking plan says: expected a known event: order_placed, signed_in, cart_left',
    );
    await expect(track.track('5', bad('toString'), bad({}))).rejects.toThrow('event "toString"');
    await expect(
      app.sendEmail({ ...to, transactional_message_id: bad(4), message_data: bad({}) }),
    ).rejects.toThrow(
      'transactional "4" is not as the tracking plan says: expected a known message: 3 (order_confirmation), welcome',
    );
    // Its key in the plan, where it is sent by its id.
    await expect(
      app.sendEmail({ ...to, transactional_message_id: bad('order_confirmation'), message_data: bad({}) }),
    ).rejects.toThrow('expected a known message: 3 (order_confirmation), welcome');
    expect(requests).toEqual([]);
  });
});

test('a message without data takes any', async () => {
  const { clients, requests } = planned();
  const plan = definePlan({ transactional: { reset: { id: 4 } }, broadcasts: { restock: { id: 12 } } });
  const app = plan.app(clients.app);
  await app.sendEmail({ ...to, transactional_message_id: plan.transactional.reset });
  await app.sendEmail({ ...to, transactional_message_id: 4, message_data: { link: 'x' } });
  await app.broadcasts.trigger(12, { data: { product: 'A' } });
  expect(requests.map(([, body]) => body)).toEqual([
    { ...to, transactional_message_id: 4 },
    { ...to, transactional_message_id: 4, message_data: { link: 'x' } },
    { data: { product: 'A' } },
  ]);
  // @ts-expect-error It is no message of the plan.
  await expect(app.sendEmail({ ...to, transactional_message_id: 5 })).rejects.toThrow(
    'transactional "5" is not as the tracking plan says: expected a known message: 4 (reset)',
  );
});

test('an entry that does not compile leaves the others their types', () => {
  const noSchema: StandardSchema | 5 = typed();
  const plan = definePlan({
    events: { order_placed: typed<{ total: number }>() },
    // @ts-expect-error It may be no schema.
    transactional: { bad: { id: 1, data: noSchema as 5 }, reset: { id: 4 } },
  });
  const reset: 4 = plan.transactional.reset;
  const name: 'order_placed' = plan.events.order_placed;
  // @ts-expect-error It is no event of the plan.
  expect([reset, name, plan.events.order_placd]).toEqual([4, 'order_placed', undefined]);
});

describe('validate: report', () => {
  const errors: PlanError[] = [];
  const all = planned({ validate: 'report', report: (error) => errors.push(error) });
  test.each(calls(all))('%s', async (path, right, wrong, text) => {
    all.requests.length = errors.length = 0;
    await right();
    expect(errors).toEqual([]);
    await wrong();
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(text)]);
    // The path has other ids where those are what is wrong.
    expect(all.requests.map(([requested]) => requested)).toEqual([path, path]);
  });

  test('sends what is not as the plan says unchanged', async () => {
    const { track, requests } = planned({ validate: 'report', report: () => {} });
    await track.track('5', 'order_placed', bad({ total: 'x', other: 1 }));
    expect(requests).toMatchObject([['/api/v1/customers/5/events', { data: { total: 'x', other: 1 } }]]);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('disk full');
      },
    ],
    ['rejects', () => Promise.reject(new Error('disk full'))],
  ])('a callback that %s changes nothing, and is told', async (_, report) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { track, requests } = planned({ validate: 'report', report });
    await track.track('5', 'order_placed', bad({}));
    expect(requests).toHaveLength(1);
    expect(told).toHaveBeenCalledWith(
      expect.stringContaining('report'),
      expect.objectContaining({ message: 'disk full' }),
    );
    told.mockRestore();
  });
});

test('validate: off returns the clients themselves', () => {
  const { plan, clients } = planned({ validate: 'off' });
  expect(plan.track(clients.track)).toBe(clients.track);
  expect(plan.trackV2(clients.v2)).toBe(clients.v2);
  expect(plan.pipelines(clients.pipelines)).toBe(clients.pipelines);
  expect(plan.app(clients.app)).toBe(clients.app);
  expect(plan.messages(message)).toBe(message);
  const builders = { person, object };
  expect(plan.operations(builders)).toBe(builders);
});

test('the default is to throw, and in production to report to the console', async () => {
  await expect(planned().track.track('5', 'order_placed', bad({}))).rejects.toThrow('total');
  vi.stubEnv('NODE_ENV', 'production');
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { track, requests } = planned();
  vi.unstubAllEnvs();
  await track.track('5', 'order_placed', bad({}));
  expect(warned).toHaveBeenCalledWith(expect.stringContaining('event "order_placed"'));
  expect(requests).toHaveLength(1);
  warned.mockRestore();
});

describe('the other members of a client', () => {
  test('are its own', async () => {
    const { track, app, clients, requests } = planned();
    await track.delete('5');
    await track.identify('5', { email: 'a' }, { timeoutMs: 1000 });
    expect(requests.map(([path]) => path)).toEqual(['/api/v1/customers/5', '/api/v1/customers/5']);
    expect(track.http).toBe(clients.track.http);
    expect(app.customers).toBe(clients.app.customers);
    expect(app.broadcasts.getTriggers).toBeTypeOf('function');
    expect(track).toBeInstanceOf(TrackClient);
  });
});

describe("Customer.io's own keys", () => {
  test('stay, where a schema drops what it does not know', async () => {
    const { track, requests } = planned();
    await track.track('5', 'order_placed', { total: 1, recipient: 'b@example.com', ...{ other: 1 } });
    expect(requests).toMatchObject([[expect.anything(), { data: { total: 1, recipient: 'b@example.com' } }]]);
    expect(requests[0]![1]).not.toHaveProperty('data.other');
  });

  test('of a group are none of its attributes', async () => {
    const { pipelines, requests } = planned();
    const traits = { object_type_id: 1, name: 'Acme', relationshipAttributes: { role: 'admin' } } as const;
    await pipelines.group({ userId: '5', groupId: 'acme', traits });
    expect(requests).toMatchObject([['/v1/group', { traits: { ...traits, object_type_id: '1' } }]]);
  });
});

test('defaults of a schema are sent, also where the data is left out', async () => {
  const { app, track, requests } = planned();
  await app.sendEmail({ ...to, transactional_message_id: 'welcome' });
  await track.track('5', 'signed_in', undefined, { timeoutMs: 1000 });
  expect(requests[0]![1]).toEqual({
    ...to,
    transactional_message_id: 'welcome',
    message_data: { name: 'you' },
  });
  expect(requests[1]![1]).toMatchObject({ name: 'signed_in', data: {} });
});

test("the caller's objects are not changed", async () => {
  const { app, track } = planned();
  const email = Object.freeze({
    ...to,
    transactional_message_id: 'welcome',
    message_data: Object.freeze({}),
  });
  await app.sendEmail(email as never);
  await track.track('5', 'order_placed', Object.freeze({ total: 1 }));
  expect(email.message_data).toEqual({});
});

describe('builders', () => {
  test('make operations and messages by the plan', () => {
    const { operations, messages } = planned();
    expect(operations.person.event({ id: '5' }, 'order_placed', { total: 1, ...{ other: 1 } })).toMatchObject(
      {
        action: 'event',
        attributes: { total: 1 },
      },
    );
    expect(operations.object.identify(acme, { name: 'Acme' })).toMatchObject({ type: 'object' });
    expect(operations.person.delete({ id: '5' })).toMatchObject({ action: 'delete' });
    expect(messages.track({ userId: '5', event: 'signed_in' })).toMatchObject({ event: 'signed_in' });
    expect(() => operations.person.event({ id: '5' }, 'order_placed', bad({}))).toThrow('total: ');
    expect(() => operations.person.identify({ id: '5' }, bad({}))).toThrow('email: ');
    expect(() => operations.object.event(acme, bad('x'), {} as never)).toThrow('event "x"');
    expect(() =>
      operations.person.addRelationships({ id: '5' }, [
        { identifiers: acme, relationship_attributes: { role: bad('owner') } },
      ]),
    ).toThrow('role: ');
    expect(() => messages.track({ userId: '5', event: 'order_placed', properties: bad({}) })).toThrow(
      'total: ',
    );
  });
});

describe('an asynchronous schema', () => {
  const plan = definePlan({
    events: {
      checked: z.object({ id: z.string().refine(async (id) => id !== 'taken', 'expected a free id') }),
    },
  });
  const bodies: unknown[] = [];
  const client = new TrackClient({
    siteId: 's',
    apiKey: 'k',
    transport: async ({ body }) => {
      bodies.push(body);
      return { status: 200, headers: {}, text: async () => '', stream: async function* () {} };
    },
  });

  test('is waited for by a client', async () => {
    await plan.track(client).track('5', 'checked', { id: 'free' });
    await expect(plan.track(client).track('5', 'checked', { id: 'taken' })).rejects.toThrow(
      'expected a free id',
    );
    expect(bodies).toHaveLength(1);
  });

  test('is an error of a builder and of a guard', () => {
    const { person: builder } = plan.operations({ person, object });
    expect(() => builder.event({ id: '5' }, 'checked', { id: 'taken' })).toThrow(
      'expected a synchronous schema',
    );
    expect(() => plan.isEvent('checked', { id: 'free' })).toThrow('expected a synchronous schema');
  });
});

test.each<[string, () => never]>([
  [
    'throws',
    () => {
      throw new Error('boom');
    },
  ],
  ['rejects', () => Promise.reject(new Error('boom')) as never],
])('a schema that %s is an error with its cause', async (_, validate) => {
  const schema: StandardSchema<object> = { '~standard': { version: 1, vendor: 'x', validate } };
  const plan = definePlan({ events: { a: schema } });
  const client = new TrackClient({ siteId: 's', apiKey: 'k' });
  const error = await plan
    .track(client)
    .track('5', 'a')
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'PlanError', cause: { message: 'boom' } });
});

test('names and ids are those of the definition', () => {
  const { plan } = planned();
  expect(plan.events).toEqual({
    order_placed: 'order_placed',
    signed_in: 'signed_in',
    cart_left: 'cart_left',
  });
  expect(plan.objects).toEqual({ company: 1, anything: '2' });
  expect(plan.transactional).toEqual({ order_confirmation: 3, welcome: 'welcome' });
  expect(plan.broadcasts).toEqual({ restock: 12 });
});

test('guards narrow what a webhook action of a campaign sends', () => {
  const { plan } = planned();
  const data: unknown = { total: 5 };
  if (!plan.isEvent('order_placed', data)) throw new Error('expected an order');
  expectTypeOf(data).toEqualTypeOf<{ total: number }>();
  expect(plan.isEvent('order_placed', { total: 'x' })).toBe(false);
  expect(plan.isPerson({ email: 'a' })).toBe(true);
  expect(definePlan({}).isPerson({})).toBe(false);
});

test.each<[unknown, unknown, string]>([
  [
    { evens: {} },
    {},
    'the plan: unknown key evens, expected person, events, objects, transactional, broadcasts',
  ],
  [null, {}, 'the plan: expected an object'],
  [{ person: Number }, {}, 'person: expected a schema of a library with Standard Schema, or typed()'],
  [{ events: { order_placed: { total: Number } } }, {}, 'events.order_placed: expected a schema'],
  [{ events: { order_placed: undefined } }, {}, 'events.order_placed: expected a schema'],
  [{ events: [5] }, {}, 'events.0: expected a schema'],
  [{ objects: { company: { id: {} } } }, {}, 'objects.company.id: expected a number or a string'],
  [{ objects: { company: { id: 1, attribute: typed() } } }, {}, 'objects.company: unknown key attribute'],
  [{ transactional: { reset: { data: 5 } } }, {}, 'transactional.reset.data: expected a schema'],
  [{}, { validate: 'warn' }, 'options.validate: expected one of throw, report, off'],
  [{}, { validte: 'off' }, 'options: unknown key validte, expected validate, report'],
  [{}, { report: 'log' }, 'options.report: expected a function'],
])('%o with %o is refused', (definition, options, message) => {
  expect(() => definePlan(definition as object, options as PlanOptions)).toThrow(message);
  expect(() => definePlan(definition as object, options as PlanOptions)).toThrow(TypeError);
});

test('what a schema leaves out is not sent, and reported once for each key', async () => {
  const errors: PlanError[] = [];
  const { track, requests } = planned({ validate: 'throw', report: (error) => errors.push(error) });
  for (let n = 0; n < 2; n++) {
    await track.track(
      '5',
      'order_placed',
      bad({ total: 1, currency: 'EUR', 'ada@example.com': 1, gone: undefined }),
    );
  }
  expect(requests.at(-1)).toMatchObject(['/api/v1/customers/5/events', { data: { total: 1 } }]);
  expect(errors.map(({ subject, issues }) => [subject, issues.map(({ path }) => path)])).toEqual([
    ['event "order_placed"', ['currency', '…']],
  ]);
  expect(errors[0]!.message).toMatch(/currency: is in no schema of the plan, and is not sent/);
});
