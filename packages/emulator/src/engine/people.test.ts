// People, their events and relationships stay found by all that they are looked up by, whatever happens to them.
import { beforeEach, describe, expect, test } from 'vitest';
import type { StoredEvent } from '../store/event.js';
import { deliver } from './deliveries.js';
import { trackAnonymous } from './events.js';
import { deleteObject } from './objects.js';
import { addDevice, deletePerson, mergePeople, setSegmentMembers, suppress } from './people.js';
import { relateAnonymous, unrelate } from './relationships.js';
import { unsuppress } from './suppression.js';
import { Workspace } from './workspace.js';

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace({ report: () => {}, jobMs: 0, consistencyMs: 0 });
});

const event = (id: string, anonymous_id?: string): StoredEvent => ({
  id,
  name: id,
  type: 'event',
  timestamp: 1,
  data: {},
  ...(anonymous_id !== undefined && { anonymous_id }),
});
const activitiesOf = (id: string, type: string) => {
  const { cio_id } = workspace.find(id)!;
  return [...workspace.activities.newestFirst({ person: { key: 'cio_id', value: cio_id }, type })];
};
const reasons = () => workspace.dropped.map(({ reason }) => reason);
const ada = () => workspace.find('ada')!;
const bob = () => workspace.find('bob')!;
const idByPhone = (phone: string) => workspace.findBy('phone', phone)?.id;
const namesOf = ({ events }: { events: StoredEvent[] }) => events.map(({ name }) => name);

test('by phone: the first who has it, until it changes or they are deleted', () => {
  workspace.identify(['id', 'ada'], { phone: '+1' });
  workspace.identify(['id', 'bob'], { phone: '+1' });
  expect(idByPhone('+1')).toBe('ada');
  workspace.identify(['id', 'ada'], { phone: '+2' });
  expect([idByPhone('+1'), idByPhone('+2')]).toEqual(['bob', 'ada']);
  deletePerson(workspace, ['id', 'bob']);
  expect([idByPhone('+1'), idByPhone('+2')]).toEqual([undefined, 'ada']);
});

test('by an id or an address that changed only the new one finds', () => {
  workspace.identify(['id', 'ada'], { email: 'Ada@example.com' });
  workspace.identify(['cio_id', ada().cio_id], { id: 'ada-2', email: 'new@example.com' });
  expect(workspace.find('ada')).toBeUndefined();
  expect(workspace.find('ada@EXAMPLE.com')).toBeUndefined();
  expect(workspace.find('NEW@example.com')).toBe(workspace.find('ada-2'));
});

test('anonymous events come to each who is identified by the id, once', () => {
  trackAnonymous(workspace, event('first', 'anonymous'));
  workspace.identify(['id', 'ada'], { anonymous_id: 'anonymous' });
  trackAnonymous(workspace, event('second', 'anonymous'));
  workspace.identify(['id', 'ada'], { anonymous_id: 'anonymous' });
  expect(namesOf(ada())).toEqual(['first', 'second']);
  workspace.identify(['id', 'bob'], { anonymous_id: 'anonymous' });
  expect(namesOf(bob())).toEqual(['first', 'second']);
  mergePeople(workspace, ['id', 'ada'], ['id', 'bob']);
  expect(namesOf(ada())).toEqual(['first', 'second']);
  trackAnonymous(workspace, event('third', 'other'));
  expect(namesOf(ada())).toEqual(['first', 'second']);
});

test('a merge brings devices, segments, relationships and events, and leaves nobody', () => {
  const acme = { object_type_id: '1', object_id: 'acme' };
  workspace.identify(['id', 'ada'], { plan: 'gold' });
  workspace.identify(['email', 'ada@example.com'], { plan: 'free', city: 'Oslo' });
  const secondary = workspace.find('ada@example.com')!;
  workspace.track(['email', 'ada@example.com'], event('bought'));
  addDevice(workspace, ['email', 'ada@example.com'], { id: 'phone', platform: 'ios' });
  setSegmentMembers(workspace, 2, ['ada@example.com'], 'email', true);
  workspace.relate(['email', 'ada@example.com'], acme, { role: 'admin' });
  mergePeople(workspace, ['id', 'ada'], ['email', 'ada@example.com']);
  expect(workspace.people.size).toBe(1);
  expect(workspace.find('ada@example.com')).toBe(ada());
  expect(ada()).toMatchObject({
    attributes: { plan: 'gold', city: 'Oslo' },
    events: [{ name: 'bought' }],
    devices: [{ id: 'phone' }],
    segments: [2],
    relationships: [{ identifiers: acme, relationship_attributes: { role: 'admin' } }],
  });
  expect([...workspace.people.inSegment(2)]).toEqual([ada()]);
  expect(workspace.people.deviceOwner('phone')).toBe(ada());
  expect(workspace.findObject(acme)?.people).toEqual({ [ada().cio_id]: { role: 'admin' } });
  expect(workspace.people.has(secondary.cio_id)).toBe(false);
});

test('a merge leaves what the primary has: attributes that are set, relationships, identifiers', () => {
  const acme = { object_type_id: '1', object_id: 'acme' };
  workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
  workspace.identify(['id', 'bob'], { email: 'bob@example.com', city: 'Oslo', _timestamp: 5 });
  workspace.relate(['id', 'ada'], acme, { role: 'admin' });
  workspace.relate(['id', 'bob'], acme, { role: 'guest' });
  mergePeople(workspace, ['id', 'ada'], ['id', 'bob']);
  expect(ada()).toMatchObject({
    email: 'ada@example.com',
    attributes: { city: 'Oslo' },
    attribute_times: { city: 5 },
    relationships: [{ relationship_attributes: { role: 'admin' } }],
  });
  expect(workspace.find('bob@example.com')).toBeUndefined();
  expect(reasons()).toEqual([]);
});

test('a merge brings the activities of events and messages, and the messages', () => {
  workspace.identify(['id', 'ada']);
  workspace.identify(['id', 'bob'], { anonymous_id: 'x' });
  trackAnonymous(workspace, event('seen', 'x'));
  workspace.identify(['id', 'ada'], { anonymous_id: 'x' });
  workspace.track(['id', 'bob'], event('bought'));
  const message = deliver(workspace, {
    type: 'email',
    person: bob(),
    recipient: 'bob@example.com',
    content: { body: 'Hello' },
    trigger: {},
  });
  mergePeople(workspace, ['id', 'ada'], ['id', 'bob']);
  // Both had the anonymous event.
  expect(activitiesOf('ada', 'event').map(({ name }) => name)).toEqual(['bought', 'seen']);
  expect(activitiesOf('ada', 'sent_email')).toMatchObject([{ delivery_id: message.id }]);
  expect([...workspace.app.messages.newestFirst({ by: { cio_id: ada().cio_id } })]).toEqual([message]);
  expect(message).toMatchObject({ cio_id: ada().cio_id, customer_id: 'ada' });
});

test('an anonymous event is an activity of who has the id then, or gets it later', () => {
  trackAnonymous(workspace, event('before', 'x'));
  workspace.identify(['id', 'ada'], { anonymous_id: 'x' });
  trackAnonymous(workspace, event('after', 'x'));
  workspace.identify(['id', 'ada'], { anonymous_id: 'x' });
  expect(activitiesOf('ada', 'event')).toMatchObject([
    { name: 'after', timestamp: 1 },
    { name: 'before', timestamp: 1 },
  ]);
});

test('the relationships of an anonymous id carry over to who is identified by it', () => {
  const acme = { object_type_id: '1', object_id: 'acme' };
  relateAnonymous(workspace, 'x', acme, { role: 'admin' });
  workspace.identify(['id', 'ada'], { anonymous_id: 'x' });
  expect(ada().relationships).toMatchObject([
    { identifiers: acme, relationship_attributes: { role: 'admin' } },
  ]);
  expect(workspace.findObject(acme)).toMatchObject({
    people: { [ada().cio_id]: { role: 'admin' } },
    anonymous: {},
  });
  // Those of a person who is identified by it now are not changed by what an anonymous id did before.
  workspace.relate(['id', 'ada'], acme, { role: 'guest' });
  workspace.identify(['id', 'ada'], { anonymous_id: 'x' });
  expect(ada().relationships).toMatchObject([{ relationship_attributes: { role: 'guest' } }]);
});

describe('suppression', () => {
  beforeEach(() => {
    workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
  });

  test.each([
    ['id', 'ada'],
    ['email', 'ADA@example.com'],
  ] as const)('by %s %s is of id and address, and ends for both', (key, value) => {
    suppress(workspace, [key, value]);
    workspace.identify(['id', 'ada']);
    workspace.identify(['email', 'Ada@Example.com']);
    workspace.track(['email', 'ADA@EXAMPLE.COM'], event('bought'));
    expect(workspace.people.size).toBe(0);
    unsuppress(workspace, [key, value]);
    workspace.identify(['email', 'ada@example.com'], { id: 'ada' });
    expect(ada().email).toBe('ada@example.com');
    expect(reasons()).toEqual([
      'ada is suppressed',
      'Ada@Example.com is suppressed',
      'ADA@EXAMPLE.COM is suppressed',
    ]);
  });

  test('ends for all that were suppressed with it, in however many calls', () => {
    suppress(workspace, ['id', 'ada']);
    suppress(workspace, ['email', 'ADA@example.com']);
    unsuppress(workspace, ['email', 'ada@example.com']);
    workspace.identify(['id', 'ada']);
    expect(ada()).toBeDefined();
  });

  test('no other person gets the identifier, and no call by it changes one', () => {
    workspace.identify(['id', 'bob'], { email: 'bob@example.com' });
    suppress(workspace, ['id', 'ada']);
    workspace.identify(['id', 'ada'], { email: 'bob@example.com', plan: 'gold' });
    workspace.identify(['cio_id', bob().cio_id], { email: 'ada@example.com', id: 'ada' });
    expect(bob()).toMatchObject({ id: 'bob', email: 'bob@example.com', attributes: {} });
    expect(reasons()).toEqual(['ada is suppressed', 'ada is suppressed', 'ada@example.com is suppressed']);
  });

  test('of a phone number, that no attribute sets again', () => {
    workspace.identify(['phone', '+1']);
    suppress(workspace, ['phone', '+1']);
    workspace.identify(['id', 'bob'], { phone: '+1', plan: 'gold' });
    expect([idByPhone('+1'), bob().attributes]).toEqual([undefined, { plan: 'gold' }]);
  });
});

test('an address is compared without its case, also that of an activity', () => {
  workspace.identify(['email', 'Ada@example.com']);
  workspace.identify(['email', 'ADA@example.com']);
  expect(workspace.people.size).toBe(1);
  const ofAddress = (value: string) => [
    ...workspace.activities.newestFirst({ person: { key: 'email', value } }),
  ];
  expect(ofAddress('ada@EXAMPLE.com')).toHaveLength(1);
});

test('what is named by a cio_id that nobody has changes nobody', () => {
  workspace.identify(['id', 'ada']);
  workspace.identify(['cio_id', 'unknown'], { id: 'ada', plan: 'gold' });
  expect(ada().attributes).toEqual({});
  expect(reasons()).toEqual(['there is no person with cio_id unknown, and a cio_id cannot be chosen']);
});

test('a phone number that names an operation becomes one of who has the id in it', () => {
  workspace.identify(['id', 'ada']);
  workspace.identify(['phone', '+1'], { id: 'ada' });
  expect(idByPhone('+1')).toBe('ada');
});

test('a blank address is none', () => {
  workspace.identify(['id', 'ada'], { email: '' });
  workspace.identify(['id', 'bob'], { email: ' ' });
  expect([ada().email, bob().email, reasons()]).toEqual([undefined, undefined, []]);
});

test('whoever is deleted has opted out of nothing any more, and no event', () => {
  workspace.identify(['id', 'ada']);
  const bought = event('bought');
  workspace.track(['id', 'ada'], bought);
  expect(workspace.events.personOf(bought)).toBe(ada());
  workspace.app.optOuts.set(ada().cio_id, { from: '+1', channel: 'sms' }, true);
  deletePerson(workspace, ['id', 'ada']);
  expect([...workspace.app.optOuts.people(), ...workspace.app.optOuts.people('+1')]).toEqual([]);
  expect(workspace.events.personOf(bought)).toBeUndefined();
});

test('what changes in a relationship or a segment is published, and nothing else', () => {
  const acme = { object_type_id: '1', object_id: 'acme' };
  workspace.identify(['id', 'ada']);
  const actions: string[] = [];
  workspace.changes.subscribe(({ topic, action }) => topic === 'people' && actions.push(action));
  workspace.relate(['id', 'ada'], acme, { role: 'admin' });
  workspace.relate(['id', 'ada'], acme, { role: 'guest' });
  setSegmentMembers(workspace, 2, ['ada'], 'id', true);
  setSegmentMembers(workspace, 2, ['ada'], 'id', true);
  setSegmentMembers(workspace, 2, ['ada'], 'id', false);
  setSegmentMembers(workspace, 2, ['ada'], 'id', false);
  unrelate(workspace, ['id', 'ada'], acme);
  unrelate(workspace, ['id', 'ada'], acme);
  expect(actions).toEqual([
    'add_relationship',
    'relationship_attribute_change',
    'segment_join',
    'segment_leave',
    'delete_relationship',
  ]);
  expect(activitiesOf('ada', 'delete_relationship')).toHaveLength(1);
});

test('a relationship that ends is gone from both sides, and another one stays', () => {
  const [acme, other] = ['acme', 'other'].map((object_id) => ({ object_type_id: '1', object_id }));
  for (const object of [acme!, other!]) workspace.relate(['id', 'ada'], object);
  unrelate(workspace, ['id', 'ada'], acme!);
  expect(ada().relationships).toMatchObject([{ identifiers: other }]);
  expect(workspace.findObject(acme!)?.people).toEqual({});
  expect(Object.keys(workspace.findObject(other!)!.people)).toEqual([ada().cio_id]);
});

test('what is deleted is in no relationship, segment or index', () => {
  const [acme, other] = ['acme', 'other'].map((object_id) => ({ object_type_id: '1', object_id }));
  for (const id of ['ada', 'bob']) {
    workspace.relate(['id', id], acme!);
    workspace.relate(['id', id], other!);
  }
  setSegmentMembers(workspace, 2, ['ada', 'bob'], 'id', true);
  addDevice(workspace, ['id', 'ada'], { id: 'phone', platform: 'ios' });
  deletePerson(workspace, ['id', 'ada']);
  expect([...workspace.people.inSegment(2)]).toEqual([bob()]);
  expect(workspace.people.deviceOwner('phone')).toBeUndefined();
  expect(Object.keys(workspace.findObject(acme!)!.people)).toEqual([bob().cio_id]);
  const { cio_object_id } = workspace.findObject(acme!)!;
  deleteObject(workspace, { cio_object_id });
  expect(bob().relationships).toMatchObject([{ identifiers: other }]);
  expect([workspace.findObject(acme!), workspace.findObject({ cio_object_id })]).toEqual([
    undefined,
    undefined,
  ]);
  expect(workspace.objects.typeIds()).toEqual(['1']);
  deleteObject(workspace, other!);
  expect(workspace.objects.typeIds()).toEqual([]);
});

test('activities are found by the id and the address of their time', () => {
  workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
  workspace.track(['id', 'ada'], event('before'));
  workspace.identify(['cio_id', ada().cio_id], { id: 'ada-2' });
  workspace.identify(['id', 'ada'], { plan: 'free' });
  workspace.track(['id', 'ada'], event('somebody else'));
  workspace.track(['id', 'ada-2'], event('after'));
  const namesFor = (key: 'customer_id' | 'email', value: string) =>
    [...workspace.activities.newestFirst({ person: { key, value }, type: 'event' })].map(({ name }) => name);
  expect(namesFor('customer_id', 'ada')).toEqual(['somebody else', 'before']);
  expect(namesFor('customer_id', 'ada-2')).toEqual(['after']);
  expect(namesFor('email', 'ada@example.com')).toEqual(['after', 'before']);
  expect(namesFor('email', 'nobody@example.com')).toEqual([]);
  expect([...workspace.activities.newestFirst({ name: 'plan' })]).toMatchObject([
    { data: { plan: { to: 'free' } } },
  ]);
});

test('whoever is unsubscribed by text is reported as unsubscribed, once', () => {
  const metrics: string[] = [];
  const reporting = new Workspace({
    report: ({ metric }) => metrics.push(metric),
    jobMs: 0,
    consistencyMs: 0,
  });
  for (const unsubscribed of ['true', true, 1, 'false']) reporting.identify(['id', 'ada'], { unsubscribed });
  expect(metrics).toEqual(['unsubscribed', 'subscribed']);
});
