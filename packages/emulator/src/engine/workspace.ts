import { randomBytes } from 'node:crypto';
import { assignOwn, asText, ownValue, setOwn } from '../lib/own-properties.js';
import { AppData, type StoredMessage } from '../store/app-store.js';
import { Jobs } from './jobs.js';
import { failureReason } from './webhooks/failure-reasons.js';
import { messageEvent, personEvent, type ReportingEvent } from './webhooks/reporting-event.js';

export interface StoredEvent {
  /** The ULID it came with, or one made for it. */
  id: string;
  name: string;
  type: 'event' | 'page' | 'screen' | 'viewed_content' | 'clicked_content';
  /** Unix seconds. */
  timestamp: number;
  data: Record<string, unknown>;
  anonymous_id?: string;
}

export interface StoredDevice {
  id: string;
  platform: string;
  last_used?: number;
  attributes?: Record<string, unknown>;
}

export interface StoredRelationship {
  identifiers: ObjectIdentifiers;
  relationship_attributes?: Record<string, unknown>;
}

export interface Person {
  cio_id: string;
  id?: string;
  email?: string;
  attributes: Record<string, unknown>;
  /** When each attribute was last set; unix seconds. */
  attribute_times: Record<string, number>;
  events: StoredEvent[];
  devices: StoredDevice[];
  /** Ids of the manual segments the person is in. */
  segments: number[];
  relationships: StoredRelationship[];
}

/** What Customer.io answers with 200 and then does not do. */
export interface Dropped {
  operation: string;
  reason: string;
}

export interface Submission {
  form_id: string;
  cio_id: string;
  data: Record<string, unknown>;
}

export type PersonKey = 'id' | 'email' | 'cio_id' | 'phone';

/** A person by one identifier: what it is, and its value. */
export type PersonIdentifier = readonly [key: PersonKey, value: string];

/** An object by your type and id, or by Customer.io's id. */
export type ObjectIdentifiers =
  | { object_type_id: string | number; object_id: string }
  | { cio_object_id: string };

export interface StoredObject {
  cio_object_id: string;
  object_type_id: string;
  object_id: string;
  attributes: Record<string, unknown>;
  events: StoredEvent[];
  /** The people it is related to, by cio_id, with the relationship's attributes. */
  people: Record<string, Record<string, unknown>>;
  /** Those not identified yet, by anonymous_id. */
  anonymous: Record<string, Record<string, unknown>>;
}

/** One thing that happened to a person, as the App API tells it. */
export interface StoredActivity {
  id: string;
  cio_id: string;
  customer_id: string | null;
  email: string | null;
  type: string;
  name?: string;
  /** Unix seconds. */
  timestamp: number;
  data: Record<string, unknown>;
  delivery_id?: string;
  delivery_type?: string;
}

/** Keys of an identify call that are instructions or identifiers, and no attributes. */
const NOT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'id',
  'email',
  '_update',
  '_timestamp',
  'cio_relationships',
]);

/** How many of the operations that were dropped in silence are kept: the newest. */
const MAX_DROPPED = 10_000;

const PREFERENCES = 'cio_subscription_preferences';

export interface WorkspaceOptions {
  /** Told of what reporting webhooks report. */
  report: (event: ReportingEvent) => void;
  /** How long exports, imports and broadcasts take, in milliseconds. */
  jobMs: number;
  /** How long it takes until a write can be read, in milliseconds. */
  consistencyMs: number;
}

/** What one workspace of Customer.io knows. In memory. */
export class Workspace {
  readonly people = new Map<string, Person>();
  /** By type and id. */
  readonly objects = new Map<string, StoredObject>();
  /** Every event once, by its ULID: those of people, and those of nobody known. */
  readonly events = new Map<string, StoredEvent>();
  readonly suppressed = new Set<string>();
  readonly submissions: Submission[] = [];
  readonly metrics: Record<string, unknown>[] = [];
  readonly unsubscribes: string[] = [];
  readonly dropped: Dropped[] = [];
  /** What happened to people, oldest first. */
  readonly activities: StoredActivity[] = [];
  /** What the App API knows besides: messages, campaigns, segments, exports and the rest. */
  readonly app: AppData = new AppData();
  /** How many events came again with a ULID known already. */
  duplicates = 0;

  readonly #byId = new Map<string, Person>();
  readonly #byEmail = new Map<string, Person>();
  /** Who has a device, by its token. */
  readonly #byDevice = new Map<string, Person>();
  /** Told of what reporting webhooks report. */
  readonly report: (event: ReportingEvent) => void;
  readonly jobs: Jobs;

  constructor({ report, jobMs, consistencyMs }: WorkspaceOptions) {
    this.report = report;
    const onError = (name: string, error: unknown) => this.drop(name, `the emulator failed: ${error}`);
    this.jobs = new Jobs({ jobMs, consistencyMs, onError });
  }

  /** Notes that something happened to a person. */
  log(person: Person, type: string, more: Partial<StoredActivity> = {}): void {
    this.activities.push({
      id: `act_${this.activities.length + 1}`,
      cio_id: person.cio_id,
      customer_id: person.id ?? null,
      email: person.email ?? null,
      type,
      timestamp: now(),
      data: {},
      ...more,
    });
  }

  /** Notes what became of a message, and reports it. */
  setMetric(message: StoredMessage, metric: string, more: Record<string, unknown> = {}): void {
    if (ownValue(message.metrics, metric) === undefined) setOwn(message.metrics, metric, now());
    // That it exists is nothing that webhooks tell.
    if (metric !== 'created') this.report(messageEvent(message, metric, more));
  }

  /** What a client reports of a message: kept, and where the message is known, noted on it. */
  reportMetric(report: Record<string, unknown>): void {
    this.metrics.push(report);
    const { delivery_id, metric = report.event, href, reason } = report;
    const message = this.app.messages.find(({ id }) => id === delivery_id);
    if (!message || typeof metric !== 'string') return;
    const failure = reason === undefined ? failureReason(metric) : asText(reason);
    if (failure !== undefined) message.failure_message = failure;
    this.setMetric(message, metric, metric === 'clicked' ? { href: href ?? '', link_id: 1 } : {});
  }

  /** What the link to unsubscribe in a message does. */
  unsubscribe(deliveryId: string): void {
    this.unsubscribes.push(deliveryId);
    const message = this.app.messages.find(({ id }) => id === deliveryId);
    if (!message) return;
    this.setMetric(message, 'unsubscribed');
    if (message.cio_id) this.identify(['cio_id', message.cio_id], { unsubscribed: true });
  }

  /** A person by what a path holds: an email address, `cio_` and a cio_id, or an id. */
  find(identifier: string): Person | undefined {
    return this.findBy(...identifierOfPath(identifier));
  }

  findBy(key: PersonKey, value: string): Person | undefined {
    if (key === 'cio_id') return this.people.get(value);
    if (key === 'phone')
      return [...this.people.values()].find(({ attributes }) => attributes.phone === value);
    return key === 'email' ? this.#byEmail.get(value.toLowerCase()) : this.#byId.get(value);
  }

  identify(identifier: PersonIdentifier, body: Record<string, unknown> = {}): void {
    const [key, value] = identifier;
    const email = typeof body.email === 'string' ? body.email : undefined;
    const id = identifierText(body.id);
    const known =
      this.findBy(...identifier) ??
      (id === undefined ? undefined : this.findBy('id', id)) ??
      (email === undefined ? undefined : this.findBy('email', email));
    if (!known && body._update === true) {
      this.drop('identify', `_update is true and there is no person with ${key} ${value}`);
      return;
    }
    const person = known ?? this.#create('identify', identifier);
    if (!person) return;

    if (key === 'id' || key === 'email') this.#setIdentifier(person, key, value, false);
    const mayChange = key === 'cio_id';
    if (id !== undefined) this.#setIdentifier(person, 'id', id, mayChange);
    if (email !== undefined) this.#setIdentifier(person, 'email', email, mayChange);
    this.#setAttributes(person, body);
    if (typeof body.anonymous_id === 'string') this.#claim(person, body.anonymous_id);
  }

  delete(identifier: PersonIdentifier): void {
    const person = this.findBy(...identifier);
    if (!person) return;
    this.log(person, 'profile_delete');
    this.people.delete(person.cio_id);
    if (person.id !== undefined) this.#byId.delete(person.id);
    if (person.email !== undefined) this.#byEmail.delete(person.email.toLowerCase());
    for (const { id } of person.devices) this.#byDevice.delete(id);
    for (const object of this.objects.values()) delete object.people[person.cio_id];
  }

  suppress(identifier: PersonIdentifier): void {
    const person = this.findBy(...identifier);
    for (const value of [identifier[1], person?.id, person?.email])
      if (value !== undefined) this.suppressed.add(value);
    this.delete(identifier);
  }

  unsuppress([, value]: PersonIdentifier): void {
    this.suppressed.delete(value);
  }

  /** An event of a person, who is created where there is none. */
  track(identifier: PersonIdentifier, event: StoredEvent): void {
    const person = this.#findOrCreate('track', identifier);
    if (!person || !this.#isNew(event)) return;
    person.events.push(event);
    this.log(person, event.type, { name: event.name, timestamp: event.timestamp, data: event.data });
  }

  trackAnonymous(event: StoredEvent): void {
    if (!this.#isNew(event)) return;
    const owner = [...this.people.values()].find(
      (person) => person.attributes.anonymous_id === event.anonymous_id,
    );
    if (event.anonymous_id !== undefined) owner?.events.push(event);
  }

  addDevice(identifier: PersonIdentifier, device: StoredDevice): void {
    const person = this.#findOrCreate('add_device', identifier);
    if (!person) return;
    // A push token is in one place at a time.
    this.#removeDevice(device.id);
    person.devices.push(device);
    this.#byDevice.set(device.id, person);
    this.log(person, 'device_change', { data: { device_id: device.id, platform: device.platform } });
  }

  deleteDevice(identifier: PersonIdentifier, deviceId: string): void {
    const person = this.findBy(...identifier);
    if (person && this.#byDevice.get(deviceId) === person) this.#removeDevice(deviceId);
  }

  merge(primary: PersonIdentifier, secondary: PersonIdentifier): void {
    const into = this.findBy(...primary);
    const from = this.findBy(...secondary);
    if (!into || !from || into === from) {
      this.drop('merge', 'both people must exist, and be two');
      return;
    }
    for (const [name, value] of Object.entries(from.attributes)) {
      const own = ownValue(into.attributes, name);
      if (own === undefined || own === '') setOwn(into.attributes, name, value);
    }
    into.events = [...into.events, ...from.events];
    into.devices = [...into.devices, ...from.devices];
    into.segments = [...new Set([...into.segments, ...from.segments])];
    for (const { identifiers, relationship_attributes } of from.relationships) {
      this.relate(['cio_id', into.cio_id], identifiers, relationship_attributes);
    }
    this.delete(['cio_id', from.cio_id]);
    for (const { id } of into.devices) this.#byDevice.set(id, into);
    // The identifiers that the primary lacks are free now.
    if (from.id !== undefined) this.#setIdentifier(into, 'id', from.id, false);
    if (from.email !== undefined) this.#setIdentifier(into, 'email', from.email, false);
  }

  findObject(identifiers: ObjectIdentifiers): StoredObject | undefined {
    if ('cio_object_id' in identifiers) {
      return [...this.objects.values()].find(
        ({ cio_object_id }) => cio_object_id === identifiers.cio_object_id,
      );
    }
    return this.objects.get(objectKey(identifiers.object_type_id, identifiers.object_id));
  }

  identifyObject(identifiers: ObjectIdentifiers, attributes: Record<string, unknown> = {}): void {
    const object = this.#findOrCreateObject('identify', identifiers);
    if (object) assignOwn(object.attributes, attributes);
  }

  deleteObject(identifiers: ObjectIdentifiers): void {
    const object = this.findObject(identifiers);
    if (!object) return;
    for (const person of this.people.values()) this.#removeRelationship(person, object);
    this.objects.delete(objectKey(object.object_type_id, object.object_id));
  }

  trackObject(identifiers: ObjectIdentifiers, event: StoredEvent): void {
    const object = this.#findOrCreateObject('event', identifiers);
    if (object && this.#isNew(event)) object.events.push(event);
  }

  /** Relates a person and an object, seen from both; either is created where there is none. */
  relate(
    identifier: PersonIdentifier,
    identifiers: ObjectIdentifiers,
    attributes: Record<string, unknown> = {},
  ): void {
    const person = this.#findOrCreate('add_relationships', identifier);
    const object = person && this.#findOrCreateObject('add_relationships', identifiers);
    if (!person || !object) return;
    this.#removeRelationship(person, object);
    const { object_type_id, object_id } = object;
    person.relationships.push({
      identifiers: { object_type_id, object_id },
      relationship_attributes: attributes,
    });
    object.people[person.cio_id] = attributes;
    this.log(person, 'add_relationship', { data: { object_type_id, object_id } });
  }

  /** Ends a relationship, seen from both. */
  unrelate(identifier: PersonIdentifier, identifiers: ObjectIdentifiers): void {
    const person = this.findBy(...identifier);
    const object = this.findObject(identifiers);
    if (person && object) this.#removeRelationship(person, object);
  }

  relateAnonymous(
    anonymousId: string,
    identifiers: ObjectIdentifiers,
    attributes: Record<string, unknown> = {},
  ): void {
    const object = this.#findOrCreateObject('identify_anonymous', identifiers);
    if (object) setOwn(object.anonymous, anonymousId, attributes);
  }

  /** Puts people into a manual segment, or takes them out. Nobody is created. */
  setSegment(segmentId: number, ids: string[], idType: PersonKey, member: boolean): void {
    for (const id of ids) {
      const person = this.findBy(idType, id);
      if (!person) {
        this.drop('segment', `no person with ${idType} ${id}`);
        continue;
      }
      const others = person.segments.filter((segment) => segment !== segmentId);
      person.segments = member ? [...others, segmentId] : others;
    }
  }

  submitForm(formId: string, data: Record<string, unknown>): void {
    const identifier = identifierOfPath(identifierText(data.id) ?? identifierText(data.email) ?? '');
    this.identify(identifier, data);
    const person = this.findBy(...identifier);
    if (person) this.submissions.push({ form_id: formId, cio_id: person.cio_id, data });
  }

  #findOrCreate(operation: string, identifier: PersonIdentifier): Person | undefined {
    return this.findBy(...identifier) ?? this.#create(operation, identifier);
  }

  #create(operation: string, [key, value]: PersonIdentifier): Person | undefined {
    if (key === 'cio_id') {
      this.drop(operation, `there is no person with cio_id ${value}, and a cio_id cannot be given`);
      return undefined;
    }
    if (this.suppressed.has(value)) {
      this.drop(operation, `${value} is suppressed`);
      return undefined;
    }
    const cio_id = randomBytes(6).toString('hex');
    const person: Person = {
      cio_id,
      attributes: {},
      attribute_times: {},
      events: [],
      devices: [],
      segments: [],
      relationships: [],
    };
    this.people.set(cio_id, person);
    if (key === 'phone') person.attributes.phone = value;
    else this.#setIdentifier(person, key, value, false);
    this.log(person, 'profile_create');
    return person;
  }

  /** An identifier that is set already changes only where the person was named by cio_id. */
  #setIdentifier(person: Person, key: 'id' | 'email', value: string, mayChange: boolean): void {
    const index = key === 'id' ? this.#byId : this.#byEmail;
    const normal = key === 'id' ? value : value.toLowerCase();
    const owner = index.get(normal);
    if (owner === person) return;
    if (owner) {
      this.drop('identify', `${key} ${value} belongs to somebody else`);
      return;
    }
    const current = person[key];
    if (current !== undefined && !mayChange) {
      this.drop('identify', `${key} is ${current}: it changes only by cio_id`);
      return;
    }
    if (current !== undefined) index.delete(key === 'id' ? current : current.toLowerCase());
    person[key] = value;
    index.set(normal, person);
  }

  #setAttributes(person: Person, body: Record<string, unknown>): void {
    const time = typeof body._timestamp === 'number' ? body._timestamp : now();
    const before = person.attributes.unsubscribed === true;
    const changes: Record<string, { from: unknown; to: unknown }> = {};
    const values = { ...body };
    const preferences = preferencesWith(ownValue(person.attributes, PREFERENCES), body);
    if (preferences) values[PREFERENCES] = preferences;
    for (const [name, value] of Object.entries(values)) {
      if (NOT_ATTRIBUTES.has(name) || isPreferencePath(name)) continue;
      if ((ownValue(person.attribute_times, name) ?? 0) > time) continue;
      const from = ownValue(person.attributes, name);
      if (from !== value) setOwn(changes, name, { from: from ?? '', to: value });
      setOwn(person.attributes, name, value);
      setOwn(person.attribute_times, name, time);
    }
    if (Object.keys(changes).length > 0)
      this.log(person, 'attribute_change', { data: changes, timestamp: time });
    const after = person.attributes.unsubscribed === true;
    if (before !== after) this.report(personEvent(person, after ? 'unsubscribed' : 'subscribed'));
    const changed = ownValue(changes, PREFERENCES);
    if (changed && JSON.stringify(changed.from) !== JSON.stringify(changed.to)) {
      const content = JSON.stringify(changed.to);
      this.report(
        personEvent(person, 'cio_subscription_preferences_changed', {
          content,
        }),
      );
    }
  }

  #findOrCreateObject(operation: string, identifiers: ObjectIdentifiers): StoredObject | undefined {
    const known = this.findObject(identifiers);
    if (known) return known;
    if ('cio_object_id' in identifiers) {
      this.drop(operation, `there is no object ${identifiers.cio_object_id}, and its id cannot be given`);
      return undefined;
    }
    const { object_id } = identifiers;
    const object_type_id = String(identifiers.object_type_id);
    const cio_object_id = `ob${randomBytes(6).toString('hex')}`;
    const object = {
      cio_object_id,
      object_type_id,
      object_id,
      attributes: {},
      events: [],
      people: {},
      anonymous: {},
    };
    this.objects.set(objectKey(object_type_id, object_id), object);
    return object;
  }

  #removeRelationship(person: Person, object: StoredObject): void {
    delete object.people[person.cio_id];
    person.relationships = person.relationships.filter(
      ({ identifiers }) => this.findObject(identifiers) !== object,
    );
  }

  #removeDevice(deviceId: string): void {
    const owner = this.#byDevice.get(deviceId);
    if (owner) owner.devices = owner.devices.filter(({ id }) => id !== deviceId);
    this.#byDevice.delete(deviceId);
  }

  #claim(person: Person, anonymousId: string): void {
    const known = new Set(person.events);
    for (const event of this.events.values()) {
      if (event.anonymous_id === anonymousId && !known.has(event)) person.events.push(event);
    }
  }

  #isNew(event: StoredEvent): boolean {
    if (this.events.has(event.id)) {
      this.duplicates++;
      return false;
    }
    this.events.set(event.id, event);
    return true;
  }

  /** Notes what was answered with success and then not done. */
  drop(operation: string, reason: string): void {
    this.dropped.push({ operation, reason });
    if (this.dropped.length > MAX_DROPPED) this.dropped.shift();
  }
}

/** An identifier as text: a string that is not blank, or a number. Undefined for everything else. */
export function identifierText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** What a path of the v1 API holds: an email address, `cio_` and a cio_id, or an id. */
export function identifierOfPath(identifier: string): PersonIdentifier {
  if (identifier.startsWith('cio_')) return ['cio_id', identifier.slice(4)];
  return [identifier.includes('@') ? 'email' : 'id', identifier];
}

/** `cio_subscription_preferences.topics.topic_1`: one preference, in Customer.io's dot notation. */
function isPreferencePath(name: string): boolean {
  return /^cio_subscription_preferences\.(?:topics|channels)\../.test(name);
}

/**
 * A person's preferences with those that a call gives one by one, in dot notation. Undefined where it gives none so.
 *
 * @param current The preferences until now, which a call can also give as a whole.
 */
function preferencesWith(
  current: unknown,
  body: Record<string, unknown>,
): Record<string, unknown> | undefined {
  const paths = Object.keys(body).filter(isPreferencePath);
  if (paths.length === 0) return undefined;
  const preferences = { ...asObject(ownValue(body, PREFERENCES) ?? current) };
  for (const path of paths) {
    const [, group = '', ...rest] = path.split('.');
    const choices = { ...asObject(ownValue(preferences, group)) };
    // An identifier of a topic may have dots itself.
    setOwn(choices, rest.join('.'), body[path]);
    preferences[group] = choices;
  }
  return preferences;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function objectKey(typeId: string | number, id: string): string {
  return JSON.stringify([String(typeId), id]);
}

/** Unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
