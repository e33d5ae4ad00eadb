// People, their events and relationships stay found by all that they are looked up by, whatever happens to them.
import { beforeEach, expect, test } from 'vitest';
import type { StoredEvent } from '../store/event.js';
import { trackAnonymous } from './events.js';
import { deleteObject } from './objects.js';
import { addDevice, deletePerson, mergePeople, setSegmentMembers } from './people.js';
import { unrelate } from './relationships.js';
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
