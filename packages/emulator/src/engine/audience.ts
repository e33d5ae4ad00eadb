import type { Json } from '../lib/json.js';
import { asText, ownValue } from '../lib/own-properties.js';
import type { EventCondition } from '../store/app-entities.js';
import { isPresent } from '../store/attribute-indexes.js';
import type { StoredObject } from '../store/objects.js';
import { OrderedSet } from '../store/ordered-set.js';
import type { Person } from '../store/person.js';
import type { Store } from '../store/store.js';

/** The segment of everyone. */
const EVERYONE = 1;

const DAY_SECONDS = 86_400;

/** Whether an entity meets one condition of a filter. */
type Test = (kind: string, condition: Json) => boolean;

/** The entities that meet one condition, by an index; undefined where there is none for it. */
type Lookup<T extends object> = (kind: string, condition: Json) => OrderedSet<T> | T[] | undefined;

/** The people who match an audience filter, in the order in which they were created or joined the segment. */
export function audience(store: Store, filter: unknown): Iterable<Person> {
  const candidates = lookUpPeople(store, filter);
  return filtered(candidates ?? store.people.all, (person) => isMatch(store, person, filter));
}

/** Whether a person matches an audience filter. */
function isMatch(store: Store, person: Person, filter: unknown): boolean {
  return matches(filter, (kind, condition) => personMeets(store, person, kind, condition));
}

/** The people of a segment as it is now. */
export function segmentMembers(store: Store, segmentId: number): Iterable<Person> {
  const conditions = store.app.segments.get(segmentId)?.conditions;
  if (conditions) return audience(store, conditions);
  return segmentId === EVERYONE ? store.people.all : store.people.inSegment(segmentId);
}

/** How many people are in a segment. */
export function segmentSize(store: Store, segmentId: number): number {
  const members = segmentMembers(store, segmentId);
  if (members instanceof OrderedSet) return members.size;
  let count = 0;
  for (const _ of members) count++;
  return count;
}

/** Whether a person is in a segment. */
export function isInSegment(store: Store, person: Person, segmentId: unknown): boolean {
  const conditions = store.app.segments.get(segmentId as number)?.conditions;
  if (conditions) return isMatch(store, person, conditions);
  return segmentId === EVERYONE || person.segments.includes(segmentId as number);
}

/** The objects of a type that match a filter. */
export function objectsMatching({ objects }: Store, typeId: string, filter: unknown): Iterable<StoredObject> {
  const candidates = lookUp<StoredObject>(filter, (_, condition) => {
    const attribute = indexable(condition);
    return attribute && attribute.name !== 'object_id'
      ? objects.withAttribute(typeId, attribute.name, attribute.value)
      : undefined;
  });
  return filtered(candidates ?? objects.ofType(typeId), ({ attributes, object_id }) =>
    matches(filter, (_, condition) =>
      valueMeets(condition.field === 'object_id' ? object_id : attributeOf(attributes, condition), condition),
    ),
  );
}

/** Whether a filter holds, with all that is nested in it. An empty one does. */
function matches(filter: unknown, test: Test): boolean {
  if (typeof filter !== 'object' || filter === null) return false;
  return Object.entries(filter).every(([key, value]) => {
    if (key === 'and') return Array.isArray(value) && value.every((one) => matches(one, test));
    if (key === 'or') return Array.isArray(value) && value.some((one) => matches(one, test));
    if (key === 'not') return !matches(value, test);
    return typeof value === 'object' && value !== null && test(key, value);
  });
}

/** The smallest set, by indexes, that contains all matches of a filter; undefined where no index limits them. */
function lookUp<T extends object>(filter: unknown, lookup: Lookup<T>): OrderedSet<T> | T[] | undefined {
  if (typeof filter !== 'object' || filter === null) return [];
  const sets = Object.entries(filter).flatMap(([key, value]) => {
    if (key === 'and' && Array.isArray(value)) return value.map((one) => lookUp(one, lookup));
    if (key === 'or' && Array.isArray(value)) return [union(value.map((one) => lookUp(one, lookup)))];
    return [key === 'not' ? undefined : lookup(key, Object(value) as Json)];
  });
  const known = sets.filter((set) => set !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => (sizeOf(b) < sizeOf(a) ? b : a));
}

function union<T extends object>(sets: (OrderedSet<T> | T[] | undefined)[]): T[] | undefined {
  if (sets.some((set) => set === undefined)) return undefined;
  return [...new Set(sets.flatMap((set) => [...set!]))];
}

function sizeOf(set: OrderedSet<object> | object[]): number {
  return Array.isArray(set) ? set.length : set.size;
}

function* filtered<T>(items: Iterable<T>, test: (item: T) => boolean): Iterable<T> {
  for (const item of items) if (test(item)) yield item;
}

function lookUpPeople(store: Store, filter: unknown): OrderedSet<Person> | Person[] | undefined {
  return lookUp(filter, (kind, condition) => peopleMeeting(store, kind, condition));
}

function peopleMeeting(
  store: Store,
  kind: string,
  condition: Json,
): OrderedSet<Person> | Person[] | undefined {
  if (kind === 'event') return undefined;
  if (kind === 'segment') {
    const { conditions } = store.app.segments.get(condition.id as number) ?? {};
    if (conditions) return lookUpPeople(store, conditions);
    return condition.id === EVERYONE ? undefined : store.people.inSegment(condition.id as number);
  }
  const attribute = indexable(condition);
  if (!attribute) return undefined;
  const { name, value } = attribute;
  if (name !== 'id' && name !== 'email' && name !== 'cio_id') {
    return store.people.withAttribute(name, value);
  }
  if (value === undefined) return undefined;
  const person = store.findBy(name, asText(value));
  return person ? [person] : [];
}

/** The attribute and value of a condition that an index can look up: that an attribute has a value, or has any. */
function indexable({ field, operator, value, inverse }: Json): { name: string; value: unknown } | undefined {
  if (typeof field !== 'string' || inverse === true) return undefined;
  if (operator === 'exists') return { name: field, value: undefined };
  if (operator !== undefined && operator !== 'eq') return undefined;
  return value === undefined ? undefined : { name: field, value };
}

function personMeets(store: Store, person: Person, kind: string, condition: Json): boolean {
  if (kind === 'segment') return isInSegment(store, person, condition.id);
  if (kind === 'event') return hasEvents(store, person, condition as unknown as EventCondition);
  const { field } = condition;
  const isIdentifier = field === 'id' || field === 'email' || field === 'cio_id';
  return valueMeets(isIdentifier ? person[field] : attributeOf(person.attributes, condition), condition);
}

function attributeOf(attributes: Json, { field }: Json): unknown {
  return typeof field === 'string' ? ownValue(attributes, field) : undefined;
}

/** Whether a person did something as often as a condition says. */
function hasEvents({ clock }: Store, { events }: Person, condition: EventCondition): boolean {
  const { name, at_least = 1, within_days, where = [] } = condition;
  const since = within_days === undefined ? undefined : clock.unixSeconds() - within_days * DAY_SECONDS;
  let count = 0;
  for (const event of events) {
    if (event.name !== name || (since !== undefined && event.timestamp < since)) continue;
    if (!where.every((one) => valueMeets(ownValue(event.data, one.field), { ...one }))) continue;
    if (++count >= at_least) return true;
  }
  return at_least <= 0;
}

function valueMeets(actual: unknown, { operator, value, inverse }: Json): boolean {
  const meets = isPresent(actual) && compare(actual, operator, value);
  return inverse === true ? !meets : meets;
}

function compare(actual: unknown, operator: unknown, value: unknown): boolean {
  switch (operator) {
    case 'exists':
      return true;
    case 'contains':
      return asText(actual).includes(asText(value));
    case 'gt':
      return Number(actual) > Number(value);
    case 'lt':
      return Number(actual) < Number(value);
    default:
      return asText(actual) === asText(value);
  }
}
