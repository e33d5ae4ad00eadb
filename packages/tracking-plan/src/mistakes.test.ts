import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';

const PLAN = `
import { AppClient } from '@cio/app-api';
import { message as messageBuilder, PipelinesClient } from '@cio/pipelines';
import { TrackClient } from '@cio/track';
import { object as objectBuilder, person as personBuilder, TrackV2Client } from '@cio/track-v2';
import { z } from 'zod';
import { definePlan, typed } from './index.ts';

const plan = definePlan({
  person: z.object({ email: z.string(), plan: z.enum(['free', 'pro']).optional(), age: z.number().optional() }),
  events: {
    /** Somebody paid for an order. */
    order_placed: z.object({
      total: z.number(),
      items: z.array(z.object({ sku: z.string(), price: z.number() })),
      coupon: z.string().optional(),
      placed_at: z.date().optional(),
    }),
    /** Somebody has signed in. */
    signed_in: z.object({ method: z.string().optional() }),
    /** Somebody left a cart. */
    cart_left: typed<{ value: number }>(),
  },
  objects: {
    /** A customer's company. */
    company: {
      id: 1,
      attributes: z.object({ name: z.string(), seats: z.number().optional() }),
      relationship: z.object({ role: z.enum(['admin', 'member']) }),
    },
    course: { id: 'c2', attributes: z.object({ title: z.string() }) },
  },
  transactional: {
    /** After an order. */
    order_confirmation: { id: 3, data: z.object({ order: z.object({ number: z.string(), total: z.number() }) }) },
    password_reset: { data: z.object({ link: z.string() }) },
    welcome: { id: 5, data: z.object({ name: z.string().optional() }) },
  },
  broadcasts: {
    /** Something is in stock again. */
    restock: { id: 12, data: z.object({ product: z.string() }) },
  },
});
declare const options: { siteId: string; apiKey: string };
const track = plan.track(new TrackClient(options));
const v2 = plan.trackV2(new TrackV2Client(options));
const pipelines = plan.pipelines(new PipelinesClient({ writeKey: '' }));
const app = plan.app(new AppClient({ apiKey: '' }));
const { person, object } = plan.operations({ person: personBuilder, object: objectBuilder });
const message = plan.messages(messageBuilder);
const order = { total: 54.2, items: [{ sku: 'A', price: 54.2 }] };
const to = { to: 'ada@example.com', identifiers: { id: '5' } };
const acme = { object_type_id: 1, object_id: 'acme' } as const;
void [track, v2, pipelines, app, person, object, message, order, to, acme, typed, z];
`;

/** What compiles. */
const RIGHT = [
  `track.identify('5', { email: 'ada@example.com', plan: 'pro' })`,
  `track.identify('5', { email: 'ada@example.com', _update: true, cio_subscription_preferences: {} }, { timeoutMs: 10 })`,
  `track.track('5', 'order_placed', order, { timestamp: new Date() })`,
  `track.track(5, 'order_placed', { ...order, recipient: 'ada@example.com', placed_at: new Date() })`,
  `track.track('5', 'signed_in')`,
  `track.track('5', plan.events.signed_in, {}, { id: 'x' })`,
  `track.trackAnonymous(null, 'cart_left', { value: 1 })`,
  `track.backfill('5', 'cart_left', 1700000000, { value: 1 })`,
  `track.delete('5')`,
  `track.http`,
  `v2.identifyPerson({ id: '5' }, { email: 'ada@example.com' })`,
  `v2.trackPersonEvent({ anonymous_id: 'a' }, 'order_placed', order)`,
  `v2.identifyObject(acme, { name: 'Acme' })`,
  `v2.identifyObject({ object_type_id: '1', object_id: 'acme' }, { name: 'Acme' })`,
  `v2.identifyObject({ object_type_id: plan.objects.course, object_id: 'ts' }, { title: 'TypeScript' })`,
  `v2.trackObjectEvent(acme, 'signed_in')`,
  `v2.addPersonRelationships({ id: '5' }, [{ identifiers: acme, relationship_attributes: { role: 'admin' } }, { identifiers: { object_type_id: 'c2', object_id: 'ts' } }])`,
  `v2.addObjectRelationships(acme, [{ identifiers: { id: '5' }, relationship_attributes: { role: 'member' } }])`,
  `v2.sendBatch([person.event({ id: '5' }, 'order_placed', order), object.identify(acme, { name: 'Acme' })])`,
  `v2.addPersonRelationships({ id: '5' }, [acme].map((identifiers) => ({ identifiers, relationship_attributes: { role: 'admin' as const } })))`,
  `pipelines.track({ userId: '5', anonymousId: 'a', event: 'cart_left', properties: { value: 1 } })`,
  `pipelines.track({ groupId: 'acme', event: 'cart_left', properties: { value: 1 } })`,
  `person.delete({ id: '5' })`,
  `pipelines.identify({ userId: '5', traits: { email: 'ada@example.com' } })`,
  `pipelines.track({ userId: '5', event: 'order_placed', properties: order })`,
  `pipelines.track({ anonymousId: '5', event: 'signed_in' })`,
  `pipelines.group({ userId: '5', groupId: 'acme', traits: { object_type_id: 1, name: 'Acme' } })`,
  `pipelines.sendBatch([message.track({ userId: '5', event: 'cart_left', properties: { value: 1 } })])`,
  `app.sendEmail({ ...to, transactional_message_id: 3, message_data: { order: { number: '1', total: 2 } } })`,
  `app.sendEmail({ ...to, transactional_message_id: plan.transactional.password_reset, message_data: { link: '' } })`,
  `app.sendPush({ identifiers: { id: '5' }, transactional_message_id: 5 })`,
  `app.broadcasts.trigger(plan.broadcasts.restock, { data: { product: 'A' }, emails: [] })`,
  `app.broadcasts.list()`,
  `app.customers`,
  `plan.isEvent('order_placed', {} as unknown)`,
];

/** What does not compile, and what its error says of the mistake. */
const MISTAKES: [code: string, message: string][] = [
  // Names.
  [
    `track.track('5', 'order_placd', order)`,
    `'"order_placd"' is not assignable to parameter of type '"order_placed" | "signed_in" | "cart_left"'`,
  ],
  [`track.track('5', 'Order_Placed', order)`, `"Order_Placed"`],
  [
    `track.track('5', String('order_placed'), order)`,
    `'string' is not assignable to parameter of type '"order_placed"`,
  ],
  [`track.trackAnonymous('a', 'cart_lft', { value: 1 })`, `"cart_lft"`],
  [`track.backfill('5', 'cart_lft', 1, { value: 1 })`, `"cart_lft"`],
  [`v2.trackPersonEvent({ id: '5' }, 'order_placd', order)`, `"order_placd"`],
  [`v2.trackObjectEvent(acme, 'signed_out')`, `"signed_out"`],
  [`pipelines.track({ userId: '5', event: 'order_placd', properties: order })`, `"order_placd"`],
  [`person.event({ id: '5' }, 'order_placd', order)`, `"order_placd"`],
  [`object.event(acme, 'order_placd', order)`, `"order_placd"`],
  [`message.track({ userId: '5', event: 'order_placd', properties: order })`, `"order_placd"`],
  [`plan.events.order_placd`, `'order_placd' does not exist on type`],
  [`plan.transactional.order_confirmatoin`, `Did you mean 'order_confirmation'?`],
  [`plan.objects.compny`, `Did you mean 'company'?`],
  [`plan.isEvent('order_placd', {})`, `"order_placd"`],
  // What is missing.
  [`track.track('5', 'order_placed')`, `Expected 3-4 arguments, but got 2`],
  [`track.track('5', 'order_placed', {})`, `missing the following properties from type '{ total: number;`],
  [`track.track('5', 'order_placed', { items: [] })`, `Property 'total' is missing`],
  [`track.track('5', 'order_placed', { total: 1, items: [{ sku: 'A' }] })`, `Property 'price' is missing`],
  [`track.track('5', 'cart_left', {})`, `Property 'value' is missing`],
  [`track.identify('5')`, `Expected 2-3 arguments, but got 1`],
  [`track.identify('5', { plan: 'pro' })`, `Property 'email' is missing`],
  [`track.backfill('5', 'cart_left', 1)`, `Expected 4-5 arguments, but got 3`],
  [`v2.identifyPerson({ id: '5' }, {})`, `Property 'email' is missing`],
  [`v2.identifyObject(acme, {})`, `Property 'name' is missing`],
  [
    `v2.addPersonRelationships({ id: '5' }, [{ identifiers: acme }])`,
    `Property 'relationship_attributes' is missing`,
  ],
  [
    `v2.addObjectRelationships(acme, [{ identifiers: { id: '5' }, relationship_attributes: {} }])`,
    `Property 'role' is missing`,
  ],
  [`pipelines.track({ userId: '5', event: 'order_placed' })`, `Property 'properties' is missing`],
  [`pipelines.track({ event: 'signed_in' })`, `Property 'anonymousId' is missing`],
  [
    `pipelines.group({ userId: '5', groupId: 'acme', traits: { object_type_id: 1 } })`,
    `Property 'name' is missing`,
  ],
  [`pipelines.group({ userId: '5', groupId: 'acme' })`, `Property 'traits' is missing`],
  [`app.sendEmail({ ...to, transactional_message_id: 3 })`, `Property 'message_data' is missing`],
  [`app.sendEmail({ ...to, transactional_message_id: 3, message_data: {} })`, `Property 'order' is missing`],
  [
    `app.sendEmail({ ...to, transactional_message_id: 3, message_data: { order: { number: '1' } } })`,
    `Property 'total' is missing`,
  ],
  [`app.sendEmail({ ...to, message_data: {} })`, `Property 'transactional_message_id' is missing`],
  [
    `app.sendSms({ ...to, transactional_message_id: 'password_reset', message_data: {} })`,
    `Property 'link' is missing`,
  ],
  [`app.broadcasts.trigger(12, { emails: [] })`, `Property 'data' is missing`],
  [`person.event({ id: '5' }, 'order_placed')`, `Expected 3-4 arguments, but got 2`],
  // What is misspelt.
  [`track.track('5', 'order_placed', { totl: 1, items: [] })`, `'totl' does not exist in type`],
  [`track.track('5', 'order_placed', { ...order, cupon: 'A' })`, `'cupon' does not exist in type`],
  [
    `track.track('5', 'order_placed', { total: 1, items: [{ sku: 'A', prise: 1 }] })`,
    `'prise' does not exist in type`,
  ],
  [`track.track('5', 'signed_in', { methd: 'otp' })`, `'methd' does not exist in type`],
  [`track.track('5', 'cart_left', { valu: 1 })`, `'valu' does not exist in type`],
  [`track.identify('5', { email: 'a', pln: 'pro' })`, `'pln' does not exist in type`],
  [`track.identify('5', { emial: 'a' })`, `'emial' does not exist in type`],
  [`track.track('5', 'cart_left', { value: 1 }, { timestmp: 1 })`, `'timestmp' does not exist in type`],
  [`v2.identifyObject(acme, { name: 'Acme', seets: 5 })`, `'seets' does not exist in type`],
  [`pipelines.identify({ userId: '5', traits: { email: 'a', ag: 5 } })`, `'ag' does not exist in type`],
  [
    `pipelines.track({ userId: '5', event: 'cart_left', properties: { valu: 1 } })`,
    `'valu' does not exist in type`,
  ],
  [
    `app.sendEmail({ ...to, transactional_message_id: 3, message_data: { ordr: {} } })`,
    `'ordr' does not exist in type`,
  ],
  [
    `app.sendPush({ identifiers: { id: '5' }, transactional_message_id: 5, message_data: { nam: 'Ada' } })`,
    `'nam' does not exist in type`,
  ],
  [
    `app.sendEmail({ ...to, transactional_message_id: 5, tracket: true })`,
    `'tracket' does not exist in type`,
  ],
  [`app.broadcasts.trigger(12, { data: { prodct: 'A' } })`, `'prodct' does not exist in type`],
  [`definePlan({ evnts: { a: typed<{ b: number }>() } })`, `evnts`],
  // What is of the wrong type.
  [
    `track.track('5', 'order_placed', { ...order, total: '54.2' })`,
    `Type 'string' is not assignable to type 'number'`,
  ],
  [`track.track('5', 'order_placed', { ...order, items: {} })`, `'{ sku: string; price: number; }[]'`],
  [
    `track.track('5', 'order_placed', { ...order, placed_at: '2026-01-01' })`,
    `Type 'string' is not assignable to type 'Date'`,
  ],
  [`track.track('5', 'order_placed', null)`, `'null' is not assignable`],
  [`track.track('5', 'order_placed', [order])`, `is missing the following properties`],
  [`track.track({}, 'signed_in')`, `'{}' is not assignable to parameter of type 'Identifier'`],
  [
    `track.track('5', 'cart_left', { value: 1, recipient: 5 })`,
    `Type 'number' is not assignable to type 'string'`,
  ],
  [
    `track.identify('5', { email: 'a', plan: 'enterprise' })`,
    `'"enterprise"' is not assignable to type '"free" | "pro" | undefined'`,
  ],
  [`track.identify('5', { email: 'a', age: '36' })`, `Type 'string' is not assignable to type 'number'`],
  [
    `track.identify('5', { email: 'a', _update: 'yes' })`,
    `Type 'string' is not assignable to type 'boolean | undefined'`,
  ],
  [
    `v2.identifyObject({ object_type_id: 7, object_id: 'x' }, { name: 'X' })`,
    `Type '7' is not assignable to type '"1" | 1 | "c2"'`,
  ],
  [
    `v2.identifyObject({ object_type_id: 'c2', object_id: 'x' }, { name: 'X' })`,
    `'name' does not exist in type '{ title: string; }'`,
  ],
  [
    `v2.addObjectRelationships(acme, [{ identifiers: { id: '5' }, relationship_attributes: { role: 'owner' } }])`,
    `'"owner"' is not assignable to type '"admin" | "member"'`,
  ],
  [
    `v2.addPersonRelationships({ id: '5' }, [{ identifiers: acme, relationship_attributes: { role: 'owner' } }])`,
    `'"owner"' is not assignable to type '"admin" | "member"'`,
  ],
  [
    `pipelines.group({ userId: '5', groupId: 'a', traits: { object_type_id: 9, name: 'A' } })`,
    `Type '9' is not assignable`,
  ],
  [
    `app.sendEmail({ ...to, transactional_message_id: 4, message_data: {} })`,
    `Type '4' is not assignable to type '3 | 5 | "password_reset"'`,
  ],
  [
    `app.sendEmail({ ...to, transactional_message_id: 'order_confirmation', message_data: {} })`,
    `'"order_confirmation"' is not assignable`,
  ],
  [
    `app.sendEmail({ ...to, transactional_message_id: 3, message_data: { order: { number: 1, total: 2 } } })`,
    `Type 'number' is not assignable to type 'string'`,
  ],
  [
    `app.sendEmail({ ...to, transactional_message_id: 3, message_data: { link: '' } })`,
    `'link' does not exist in type`,
  ],
  [`app.sendInApp({ identifiers: { id: '5' }, transactional_message_id: 6 })`, `Type '6' is not assignable`],
  [
    `app.broadcasts.trigger(13, { data: { product: 'A' } })`,
    `'13' is not assignable to parameter of type '12'`,
  ],
  [`definePlan({ events: { a: z.string() } })`, `'string' is not assignable to type 'object'`],
  [`definePlan({ events: { a: {} } })`, `Property ''~standard'' is missing`],
  [`definePlan({ transactional: { a: { id: 1, data: 5 } } })`, `'number' is not assignable to type`],
  [`definePlan({ broadcasts: { a: { data: typed<{ b: string }>() } } })`, `Property 'id' is missing`],
  [`definePlan({ objects: { a: { attributes: z.object({}) } } })`, `Property 'id' is missing`],
  [`definePlan({}, { validate: 'warn' })`, `'"warn"' is not assignable to type 'ValidateMode`],
  [`plan.track({ identify: () => {} })`, `is missing the following properties from type 'TrackMethods'`],
];

const file = fileURLToPath(new URL('mistakes.virtual.ts', import.meta.url));
const statements = [...RIGHT, ...MISTAKES.map(([code]) => code)].map((code) => `void ${code};`);
const source = `${PLAN}\n${statements.join('\n')}\nexport {};\n`;

let service: ts.LanguageService;
/** What the compiler says of each statement. */
let errors: Map<string, string>;

beforeAll(() => {
  const config = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    '.',
  );
  service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = name === file ? source : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => fileURLToPath(new URL('..', import.meta.url)),
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  const lines = source.split('\n');
  errors = new Map();
  for (const { file: at, start, messageText } of service.getSemanticDiagnostics(file)) {
    const line = lines[at!.getLineAndCharacterOfPosition(start!).line]!;
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    errors.set(line, [errors.get(line), text].filter(Boolean).join('\n'));
  }
}, 120_000);

test('the plan itself compiles', () => {
  const ours = new Set(statements);
  expect([...errors].filter(([line]) => !ours.has(line))).toEqual([]);
});

test.each(RIGHT)('compiles: %s', (code) => {
  expect(errors.get(`void ${code};`)).toBeUndefined();
});

test.each(MISTAKES)('does not compile: %s', (code, message) => {
  expect(errors.get(`void ${code};`) ?? 'it compiles').toContain(message);
});

describe('completion', () => {
  /** The names that are completed behind a mark in the code, with their descriptions. */
  function complete(code: string): Record<string, string> {
    const position = source.indexOf(code) + code.length;
    expect(position).toBeGreaterThan(code.length);
    const { entries = [] } = service.getCompletionsAtPosition(file, position, {}) ?? {};
    return Object.fromEntries(
      entries.map(({ name }) => {
        const details = service.getCompletionEntryDetails(file, position, name, {}, undefined, {}, undefined);
        return [name, ts.displayPartsToString(details?.documentation)];
      }),
    );
  }

  test('of the names of events, where a call has one as text', () => {
    expect(Object.keys(complete(`track.track('5', '`))).toEqual(['order_placed', 'signed_in', 'cart_left']);
  });

  test('of the names of events, with their descriptions', () => {
    expect(complete('plan.events.')).toEqual({
      order_placed: 'Somebody paid for an order.',
      signed_in: 'Somebody has signed in.',
      cart_left: 'Somebody left a cart.',
    });
  });

  test('of messages, object types and broadcasts, with their descriptions', () => {
    expect(complete('plan.transactional.')).toEqual({
      order_confirmation: 'After an order.',
      password_reset: '',
      welcome: '',
    });
    expect(complete('plan.objects.')).toEqual({ company: "A customer's company.", course: '' });
    expect(complete('plan.broadcasts.')).toEqual({ restock: 'Something is in stock again.' });
  });

  test('of the properties of the event that is named', () => {
    expect(Object.keys(complete(`track.track('5', 'order_placed', { `))).toEqual(
      expect.arrayContaining(['items', 'coupon', 'placed_at', 'recipient']),
    );
  });

  test('of the data of the message that is named', () => {
    expect(
      Object.keys(complete(`app.sendEmail({ ...to, transactional_message_id: 3, message_data: { `)),
    ).toContain('order');
  });
});
