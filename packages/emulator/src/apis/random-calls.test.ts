// Whatever calls of the Track API come, in whatever order: what has to hold of people after each of them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Person, PersonIdentifier } from '../store/person.js';
import { app, call, emulator, useEmulator } from '../test-emulator.js';

useEmulator();

/** An identifier in a call. A number stands for the cio_id of one of the people that there are then. */
type Target = { id: string } | { email: string } | { phone: string } | { cio_id: number };

type Call =
  | { kind: 'identify'; target: Target; attributes: Record<string, unknown> }
  | { kind: 'track'; target: Target }
  | { kind: 'trackAnonymous'; anonymousId: string }
  | { kind: 'delete' | 'suppress' | 'unsuppress'; target: Target }
  | { kind: 'merge'; primary: Target; secondary: Target }
  | { kind: 'addDevice' | 'deleteDevice'; target: Target; token: string }
  | { kind: 'relate' | 'unrelate'; target: Target; objectId: string }
  | { kind: 'relateAnonymous'; anonymousId: string; objectId: string }
  | { kind: 'deleteObject'; objectId: string }
  | { kind: 'segment'; id: string; isMember: boolean };

/** A manual segment. */
const SEGMENT = 7;

const IDS = ['a', 'b', 'c'];
const ID = fc.constantFrom(...IDS);
const EMAILS = ['a@x.com', 'A@x.com', 'b@X.com', 'B@x.COM'];
const EMAIL = fc.constantFrom(...EMAILS);
const PHONE = fc.constantFrom('+15550001', '+15550002');
const ANONYMOUS = fc.constantFrom('x', 'y');
const OBJECT = fc.constantFrom('acme', 'other');
const TOKENS = ['phone', 'tablet'];
const TOKEN = fc.constantFrom(...TOKENS);
const V1_TARGET = fc.oneof(
  { weight: 3, arbitrary: fc.record({ id: ID }) },
  { weight: 3, arbitrary: fc.record({ email: EMAIL }) },
  { weight: 1, arbitrary: fc.record({ cio_id: fc.nat(4) }) },
) as fc.Arbitrary<Target>;
/** A phone number, which only v2 takes, is no identifier of one person alone: several can have it as their attribute. */
const TARGET = fc.oneof(
  { weight: 7, arbitrary: V1_TARGET },
  { weight: 1, arbitrary: fc.record({ phone: PHONE }) },
) as fc.Arbitrary<Target>;
const kind = <const K extends string>(...kinds: K[]) => fc.constantFrom(...kinds);

const ATTRIBUTES = { id: ID, email: EMAIL, anonymous_id: ANONYMOUS, plan: kind('free', 'gold') };

const CALL: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: kind('identify'),
      target: V1_TARGET,
      attributes: fc.record({ ...ATTRIBUTES, phone: PHONE }, { requiredKeys: [] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('identify'),
      target: fc.record({ phone: PHONE }),
      attributes: fc.record(ATTRIBUTES, { requiredKeys: [] }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind('track'), target: TARGET }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('trackAnonymous'), anonymousId: ANONYMOUS }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('delete', 'suppress', 'unsuppress', 'unsuppress'), target: V1_TARGET }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind('merge'), primary: V1_TARGET, secondary: V1_TARGET }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('addDevice', 'deleteDevice'), target: TARGET, token: TOKEN }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('relate', 'unrelate'), target: TARGET, objectId: OBJECT }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('relateAnonymous'), anonymousId: ANONYMOUS, objectId: OBJECT }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('deleteObject'), objectId: OBJECT }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('segment'), id: ID, isMember: fc.boolean() }) },
);

/** What the calls until now have to have led to. */
interface Expected {
  /** The events of each person, by cio_id. */
  events: Map<string, Set<string>>;
  /** The suppressed identifiers, each with those that were suppressed together with it. */
  suppressed: Map<string, PersonIdentifier[]>;
  eventCount: number;
}

let expected: Expected;

const people = () => [...emulator.workspace.people];
const keyOf = ([key, value]: PersonIdentifier) => `${key} ${key === 'email' ? value.toLowerCase() : value}`;
const find = (identifier: PersonIdentifier) => emulator.workspace.findBy(...identifier);
const isSuppressed = (identifier: PersonIdentifier) => expected.suppressed.has(keyOf(identifier));

function identifierOf(target: Target): PersonIdentifier {
  const [[key, value]] = Object.entries(target) as [[PersonIdentifier[0], string | number]];
  if (key !== 'cio_id') return [key, String(value)];
  const all = people();
  return [key, all.length > 0 ? all[Number(value) % all.length]!.cio_id : 'unknown'];
}

const operate = async (type: 'person' | 'object', action: string, fields: object) => {
  const { status, text } = await call('POST', '/api/v2/entity', { type, action, ...fields });
  expect(text).toBe('{}');
  expect(status).toBe(200);
};
const inV1 = async (method: string, path: string, body: unknown) => {
  expect((await call(method, `/api/v1${path}`, body)).status).toBe(200);
};
const objectOf = (objectId: string) => ({ object_type_id: '1', object_id: objectId });

/** Makes a call: in v1 where it has it for the identifier and `isV1`, otherwise in v2. */
async function make(one: Call, isV1: boolean): Promise<void> {
  if (one.kind === 'merge') {
    const [primary, secondary] = [one.primary, one.secondary].map((target) =>
      Object.fromEntries([identifierOf(target)]),
    );
    if (isV1) return inV1('POST', '/merge_customers', { primary, secondary });
    return operate('person', 'merge', { primary, secondary });
  }
  if (one.kind === 'trackAnonymous') {
    const name = `event ${expected.eventCount++}`;
    if (isV1) return inV1('POST', '/events', { name, anonymous_id: one.anonymousId });
    return operate('person', 'event', { identifiers: { anonymous_id: one.anonymousId }, name });
  }
  if (one.kind === 'relateAnonymous') {
    const cio_relationships = [{ identifiers: { anonymous_id: one.anonymousId } }];
    return operate('object', 'identify_anonymous', {
      identifiers: objectOf(one.objectId),
      cio_relationships,
    });
  }
  if (one.kind === 'deleteObject')
    return operate('object', 'delete', { identifiers: objectOf(one.objectId) });
  if (one.kind === 'segment') {
    const path = `/segments/${SEGMENT}/${one.isMember ? 'add' : 'remove'}_customers`;
    return inV1('POST', path, { ids: [one.id] });
  }
  const [key, value] = identifierOf(one.target);
  const path = `/customers/${encodeURIComponent(key === 'cio_id' ? `cio_${value}` : value)}`;
  const identifiers = { [key]: value };
  const v1 = isV1 && key !== 'phone';
  switch (one.kind) {
    case 'identify':
      if (v1) return inV1('PUT', path, one.attributes);
      return operate('person', 'identify', { identifiers, attributes: one.attributes });
    case 'track': {
      const name = `event ${expected.eventCount++}`;
      if (v1) return inV1('POST', `${path}/events`, { name });
      return operate('person', 'event', { identifiers, name });
    }
    case 'delete':
      if (v1) return inV1('DELETE', path, undefined);
      return operate('person', 'delete', { identifiers });
    case 'suppress':
    case 'unsuppress':
      if (v1) return inV1('POST', `${path}/${one.kind}`, undefined);
      return operate('person', one.kind, { identifiers });
    case 'addDevice':
      if (v1) return inV1('PUT', `${path}/devices`, { device: { id: one.token, platform: 'ios' } });
      return operate('person', 'add_device', { identifiers, device: { token: one.token, platform: 'ios' } });
    case 'deleteDevice':
      if (v1) return inV1('DELETE', `${path}/devices/${one.token}`, undefined);
      return operate('person', 'delete_device', {
        identifiers,
        device: { token: one.token, platform: 'ios' },
      });
    case 'relate':
    case 'unrelate':
      return operate('person', one.kind === 'relate' ? 'add_relationships' : 'delete_relationships', {
        identifiers,
        cio_relationships: [{ identifiers: objectOf(one.objectId) }],
      });
  }
}

/** Makes a call, and checks what it led to. */
async function step(one: Call, isV1: boolean): Promise<void> {
  const before = new Map(people().map((person) => [person.cio_id, { ...person }]));
  const eventName = `event ${expected.eventCount}`;
  const identifier = 'target' in one ? identifierOf(one.target) : undefined;
  const person = identifier && find(identifier);
  const merged =
    one.kind === 'merge' ? [find(identifierOf(one.primary)), find(identifierOf(one.secondary))] : [];
  const named = one.kind === 'identify' ? identifiedBy(identifier!, one.attributes) : undefined;
  const known =
    one.kind === 'trackAnonymous'
      ? emulator.workspace.people.firstWith('anonymous_id', one.anonymousId)
      : undefined;
  await make(one, isV1);

  if (one.kind === 'delete' || one.kind === 'suppress') {
    if (person) expected.events.delete(person.cio_id);
    if (person) expect(emulator.workspace.people.has(person.cio_id)).toBe(false);
  }
  if (one.kind === 'suppress') suppress(identifier!, person);
  if (one.kind === 'unsuppress') {
    for (const other of expected.suppressed.get(keyOf(identifier!)) ?? []) {
      expected.suppressed.delete(keyOf(other));
    }
  }
  const creates = ['identify', 'track', 'addDevice', 'relate'].includes(one.kind);
  if (creates && identifier && identifier[0] !== 'cio_id') {
    // The person is created where there is none. An identify may be about one by an identifier of its body instead.
    const exists = find(identifier) !== undefined;
    if (!named) expect([identifier, exists]).toEqual([identifier, !isSuppressed(identifier)]);
  }
  if (one.kind === 'track' && find(identifier!)) own(find(identifier!)!, eventName);
  if (one.kind === 'trackAnonymous' && known) own(known, eventName);
  if (one.kind === 'identify' && one.attributes.anonymous_id !== undefined) {
    const identified = named ?? (isSuppressed(identifier!) ? undefined : find(identifier!));
    if (identified) claim(identified, String(one.attributes.anonymous_id));
  }
  const [into, from] = merged;
  if (into && from && into !== from) {
    for (const name of expected.events.get(from.cio_id) ?? []) own(into, name);
    expected.events.delete(from.cio_id);
    expect(emulator.workspace.people.has(from.cio_id)).toBe(false);
    // The identifiers are those of one of the two, and none is lost that the primary lacked.
    const [a, b] = [before.get(into.cio_id)!, before.get(from.cio_id)!];
    expect([into.id, into.email]).toEqual([a.id ?? b.id, a.email ?? b.email]);
  }
  checkState();
}

function own({ cio_id }: Person, name: string): void {
  expected.events.set(cio_id, (expected.events.get(cio_id) ?? new Set()).add(name));
}

/** The person that an identify is about, if there is one: by the identifier itself, or by one of the body. */
function identifiedBy(
  identifier: PersonIdentifier,
  { id, email }: Record<string, unknown>,
): Person | undefined {
  const person = find(identifier);
  if (person || isSuppressed(identifier) || identifier[0] === 'cio_id') return person;
  const byId = id === undefined ? undefined : find(['id', String(id)]);
  return byId ?? (email === undefined ? undefined : find(['email', String(email)]));
}

/** Gives a person all events of an anonymous id until now. */
function claim(person: Person, anonymousId: string): void {
  for (const event of emulator.workspace.events.values()) {
    if (event.anonymous_id === anonymousId) own(person, event.name);
  }
}

function suppress(identifier: PersonIdentifier, person: Person | undefined): void {
  const together: PersonIdentifier[] = [
    identifier,
    ...(person?.id !== undefined ? [['id', person.id] as const] : []),
    ...(person?.email !== undefined ? [['email', person.email] as const] : []),
  ];
  const before = together.flatMap((one) => expected.suppressed.get(keyOf(one)) ?? []);
  const all = new Map([...before, ...together].map((one) => [keyOf(one), one]));
  for (const key of all.keys()) expected.suppressed.set(key, [...all.values()]);
}

/** What holds at any time. */
function checkState(): void {
  const { workspace } = emulator;
  const identifiers = new Set<string>();
  const tokens = new Set<string>();
  for (const person of people()) {
    const { id, email, cio_id } = person;
    for (const [key, value] of Object.entries({ id, email, cio_id })) {
      if (value === undefined) continue;
      const identifier = [key, value] as PersonIdentifier;
      expect([identifier, identifiers.has(keyOf(identifier))]).toEqual([identifier, false]);
      identifiers.add(keyOf(identifier));
      expect(find(identifier)).toBe(person);
    }
    for (const { id: token } of person.devices) {
      expect([token, tokens.has(token)]).toEqual([token, false]);
      tokens.add(token);
      expect(workspace.people.deviceOwner(token)).toBe(person);
    }
    for (const { identifiers: object } of person.relationships) {
      expect(Object.keys(workspace.findObject(object)?.people ?? {})).toContain(cio_id);
    }
    const names = person.events.map(({ name }) => name);
    expect([cio_id, [...names].sort()]).toEqual([cio_id, [...(expected.events.get(cio_id) ?? [])].sort()]);
    const activities = [
      ...workspace.activities.newestFirst({ person: { key: 'cio_id', value: cio_id }, type: 'event' }),
    ];
    expect(activities.map(({ name }) => name).sort()).toEqual([...names].sort());
  }
  for (const token of TOKENS) {
    expect([token, workspace.people.deviceOwner(token) !== undefined]).toEqual([token, tokens.has(token)]);
  }
  for (const object of workspace.objects) {
    for (const cio_id of Object.keys(object.people)) {
      const related = workspace.people
        .get(cio_id)
        ?.relationships.map((one) => workspace.findObject(one.identifiers));
      expect(related?.filter((one) => one === object)).toHaveLength(1);
    }
  }
  for (const identifier of [...expected.suppressed.values()].flat()) {
    expect([identifier, find(identifier)]).toEqual([identifier, undefined]);
  }
  const members = people().filter(({ segments }) => segments.includes(SEGMENT));
  expect(new Set(workspace.people.inSegment(SEGMENT))).toEqual(new Set(members));
}

/** What the App API's lists have is what it has of each, and as many. */
async function checkLists(): Promise<void> {
  const read = async (method: string, path: string, body?: unknown) =>
    (await call(method, path, body, app())).json as Record<string, never>;
  const listed = await read('POST', '/v1/customers', { filter: { and: [{ segment: { id: 1 } }] } });
  const identifiers = (listed.identifiers ?? []) as { cio_id: string }[];
  expect(identifiers.map(({ cio_id }) => cio_id).sort()).toEqual(
    people()
      .map(({ cio_id }) => cio_id)
      .sort(),
  );
  expect(await read('GET', '/v1/segments/1/customer_count')).toMatchObject({ count: identifiers.length });
  for (const one of identifiers) {
    const path = `/v1/customers/${one.cio_id}`;
    const { customer } = await read('GET', `${path}/attributes?id_type=cio_id`);
    expect(customer).toMatchObject({ identifiers: one });
    const { activities } = await read('GET', `${path}/activities?id_type=cio_id&type=event&limit=100`);
    expect(activities).toHaveLength(expected.events.get(one.cio_id)?.size ?? 0);
  }
}

test('people are one an identifier, and lose nothing at a merge', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(CALL, fc.boolean()), { minLength: 1, maxLength: 40, size: 'max' }),
      async (calls) => {
        await emulator.reset();
        expected = { events: new Map(), suppressed: new Map(), eventCount: 0 };
        for (const [one, isV1] of calls) await step(one, isV1);
        await checkLists();
        // Each is there, or can be created, unless it is suppressed.
        for (const id of IDS) await step({ kind: 'track', target: { id } }, true);
        for (const email of EMAILS) await step({ kind: 'track', target: { email } }, false);
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);
