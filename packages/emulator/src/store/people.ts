import { randomBytes } from 'node:crypto';
import { ownValue, setOwn } from '../lib/own-properties.js';
import { AttributeIndexes } from './attribute-indexes.js';
import { MultiMap } from './multi-map.js';
import { OrderedSet } from './ordered-set.js';
import { normalizedIdentifier, type Person, type PersonKey, type StoredDevice } from './person.js';
import { noop, type Table } from './table.js';

/** The attributes that people are looked up by. */
type IndexedAttribute = 'phone' | 'anonymous_id';

/** The people of a workspace, with indexes over all that they are looked up by. What is indexed is changed here alone. */
export class People implements Table {
  onChange: Table['onChange'] = noop;
  /** In the order in which they were created. */
  readonly #all = new OrderedSet<Person>();
  readonly #byCioId = new Map<string, Person>();
  readonly #byId = new Map<string, Person>();
  /** By the address in lower case. */
  readonly #byEmail = new Map<string, Person>();
  readonly #byAttribute = {
    phone: new MultiMap<unknown, Person>(),
    anonymous_id: new MultiMap<unknown, Person>(),
  };
  /** The owner of a device, by its token. */
  readonly #byDevice = new Map<string, Person>();
  readonly #bySegment = new MultiMap<number, Person>();
  readonly #attributeIndexes = new AttributeIndexes<Person>(this.#all);

  get size(): number {
    return this.#all.size;
  }

  /** All people, in the order in which they were created. */
  get all(): OrderedSet<Person> {
    return this.#all;
  }

  values(): IterableIterator<Person> {
    return this.#all[Symbol.iterator]();
  }

  [Symbol.iterator](): IterableIterator<Person> {
    return this.values();
  }

  /** The person who was created last. */
  newest(): Person | undefined {
    const [person] = this.#all.newestFirst();
    return person;
  }

  get(cioId: string): Person | undefined {
    return this.#byCioId.get(cioId);
  }

  has(cioId: string): boolean {
    return this.#byCioId.has(cioId);
  }

  findBy(key: PersonKey, value: string): Person | undefined {
    switch (key) {
      case 'cio_id':
        return this.#byCioId.get(value);
      case 'id':
        return this.#byId.get(value);
      case 'email':
        return this.#byEmail.get(normalizedIdentifier(key, value));
      case 'phone':
        return this.firstWith('phone', value);
    }
  }

  /** Of the people with a value of an attribute, the one who had it first. */
  firstWith(attribute: IndexedAttribute, value: unknown): Person | undefined {
    const [first] = this.#byAttribute[attribute].get(value);
    return first;
  }

  deviceOwner(deviceId: string): Person | undefined {
    return this.#byDevice.get(deviceId);
  }

  /** The members of a manual segment, in the order in which they joined it. */
  inSegment(segmentId: number): OrderedSet<Person> {
    return this.#bySegment.get(segmentId);
  }

  /** The people whose attribute has a value, or, without a value, has any. */
  withAttribute(name: string, value?: unknown): OrderedSet<Person> {
    return this.#attributeIndexes.get(name, value);
  }

  /** Adds a person without an identifier but the cio_id, which is generated. */
  create(): Person {
    const person: Person = {
      cio_id: randomBytes(6).toString('hex'),
      attributes: {},
      attribute_times: {},
      events: [],
      devices: [],
      segments: [],
      relationships: [],
    };
    this.#all.add(person);
    this.#byCioId.set(person.cio_id, person);
    this.changed(person);
    return person;
  }

  /** Has to be called where a person was changed in its place: the times of attributes, and relationships. */
  changed({ cio_id }: Person): void {
    this.onChange(cio_id);
  }

  delete(person: Person): void {
    this.changed(person);
    this.#all.delete(person);
    this.#byCioId.delete(person.cio_id);
    if (person.id !== undefined) this.#byId.delete(person.id);
    if (person.email !== undefined) this.#byEmail.delete(normalizedIdentifier('email', person.email));
    for (const { id } of person.devices) this.#byDevice.delete(id);
    for (const segmentId of person.segments) this.#bySegment.delete(segmentId, person);
    for (const name of ['phone', 'anonymous_id'] as const) {
      this.#byAttribute[name].delete(ownValue(person.attributes, name), person);
    }
    for (const [name, value] of Object.entries(person.attributes)) {
      this.#attributeIndexes.remove(person, name, value);
    }
  }

  /** Sets an identifier that nobody has. */
  setIdentifier(person: Person, key: 'id' | 'email', value: string): void {
    const index = key === 'id' ? this.#byId : this.#byEmail;
    const current = person[key];
    if (current !== undefined) index.delete(normalizedIdentifier(key, current));
    person[key] = value;
    index.set(normalizedIdentifier(key, value), person);
    this.changed(person);
  }

  setAttribute(person: Person, name: string, value: unknown): void {
    const before = ownValue(person.attributes, name);
    setOwn(person.attributes, name, value);
    this.changed(person);
    this.#attributeIndexes.change(person, name, before, value);
    if (name !== 'phone' && name !== 'anonymous_id') return;
    if (before !== undefined) this.#byAttribute[name].delete(before, person);
    this.#byAttribute[name].add(value, person);
  }

  addDevice(person: Person, device: StoredDevice): void {
    // A push token belongs to one person at a time.
    this.removeDevice(device.id);
    person.devices.push(device);
    this.#byDevice.set(device.id, person);
    this.changed(person);
  }

  removeDevice(deviceId: string): void {
    const owner = this.#byDevice.get(deviceId);
    this.#byDevice.delete(deviceId);
    if (!owner) return;
    owner.devices = owner.devices.filter(({ id }) => id !== deviceId);
    this.changed(owner);
  }

  addToSegment(person: Person, segmentId: number): void {
    if (!person.segments.includes(segmentId)) person.segments.push(segmentId);
    this.#bySegment.add(segmentId, person);
    this.changed(person);
  }

  removeFromSegment(person: Person, segmentId: number): void {
    person.segments = person.segments.filter((id) => id !== segmentId);
    this.#bySegment.delete(segmentId, person);
    this.changed(person);
  }

  /** Removes all members of a segment. */
  clearSegment(segmentId: number): void {
    for (const person of this.#bySegment.get(segmentId)) {
      person.segments = person.segments.filter((id) => id !== segmentId);
      this.changed(person);
    }
    this.#bySegment.clear(segmentId);
  }

  keys(): Iterable<string> {
    return this.#byCioId.keys();
  }

  /** A person without the events: they are records of their own. */
  toRecord(cioId: string): unknown {
    const person = this.#byCioId.get(cioId);
    return person && { ...person, events: undefined };
  }

  restore(_: string, record: Omit<Person, 'events'>): void {
    const person: Person = Object.assign(record, { events: [] });
    this.#all.add(person);
    this.#byCioId.set(person.cio_id, person);
    if (person.id !== undefined) this.#byId.set(person.id, person);
    if (person.email !== undefined) this.#byEmail.set(normalizedIdentifier('email', person.email), person);
    for (const { id } of person.devices) this.#byDevice.set(id, person);
    for (const segmentId of person.segments) this.#bySegment.add(segmentId, person);
    for (const name of ['phone', 'anonymous_id'] as const) {
      const value = ownValue(person.attributes, name);
      if (value !== undefined) this.#byAttribute[name].add(value, person);
    }
  }
}
