import { randomBytes } from 'node:crypto';

export interface StoredEvent {
  /** The ULID it came with, or one made for it. */
  id: string;
  name: string;
  type: 'event' | 'page' | 'screen';
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
  identifiers: Record<string, unknown>;
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

type PersonKey = 'id' | 'email' | 'cio_id';

/** Keys of an identify call that are instructions or identifiers, and no attributes. */
const NOT_ATTRIBUTES = new Set(['id', 'email', '_update', '_timestamp', 'cio_relationships']);

/** What one workspace of Customer.io knows. In memory. */
export class Workspace {
  readonly people = new Map<string, Person>();
  /** Every event once, by its ULID: those of people, and those of nobody known. */
  readonly events = new Map<string, StoredEvent>();
  readonly suppressed = new Set<string>();
  readonly submissions: Submission[] = [];
  readonly metrics: Record<string, unknown>[] = [];
  readonly unsubscribes: string[] = [];
  readonly dropped: Dropped[] = [];
  /** How many events came again with a ULID known already. */
  duplicates = 0;

  readonly #byId = new Map<string, Person>();
  readonly #byEmail = new Map<string, Person>();
  readonly #onSubscription: (person: Person, metric: 'subscribed' | 'unsubscribed') => void;

  constructor(onSubscription: (person: Person, metric: 'subscribed' | 'unsubscribed') => void = () => {}) {
    this.#onSubscription = onSubscription;
  }

  /** A person by what a path holds: an email address, `cio_` and a cio_id, or an id. */
  find(identifier: string): Person | undefined {
    const [key, value] = keyOf(identifier);
    return this.findBy(key, value);
  }

  findBy(key: PersonKey, value: string): Person | undefined {
    if (key === 'cio_id') return this.people.get(value);
    return key === 'email' ? this.#byEmail.get(value.toLowerCase()) : this.#byId.get(value);
  }

  identify(identifier: string, body: Record<string, unknown> = {}): void {
    const email = typeof body.email === 'string' ? body.email : undefined;
    const id = body.id === undefined || body.id === null ? undefined : String(body.id);
    const known =
      this.find(identifier) ??
      (id === undefined ? undefined : this.findBy('id', id)) ??
      (email === undefined ? undefined : this.findBy('email', email));
    if (!known && body._update === true) {
      this.#drop('identify', `_update is true and there is no person ${identifier}`);
      return;
    }
    const person = known ?? this.#create('identify', identifier);
    if (!person) return;

    const [key, value] = keyOf(identifier);
    if (key !== 'cio_id') this.#setIdentifier(person, key, value, false);
    const mayChange = key === 'cio_id';
    if (id !== undefined) this.#setIdentifier(person, 'id', id, mayChange);
    if (email !== undefined) this.#setIdentifier(person, 'email', email, mayChange);
    this.#setAttributes(person, body);
    this.#relate(person, body.cio_relationships as RelationshipsBody | undefined);
    if (typeof body.anonymous_id === 'string') this.#claim(person, body.anonymous_id);
  }

  delete(identifier: string): void {
    const person = this.find(identifier);
    if (!person) return;
    this.people.delete(person.cio_id);
    if (person.id !== undefined) this.#byId.delete(person.id);
    if (person.email !== undefined) this.#byEmail.delete(person.email.toLowerCase());
  }

  suppress(identifier: string): void {
    const person = this.find(identifier);
    for (const value of [identifier, person?.id, person?.email])
      if (value !== undefined) this.suppressed.add(value);
    this.delete(identifier);
  }

  unsuppress(identifier: string): void {
    this.suppressed.delete(identifier);
  }

  /** An event of a person, who is created where there is none. */
  track(identifier: string, event: StoredEvent): void {
    const person = this.find(identifier) ?? this.#create('track', identifier);
    if (person && this.#isNew(event)) person.events.push(event);
  }

  trackAnonymous(event: StoredEvent): void {
    if (!this.#isNew(event)) return;
    const owner = [...this.people.values()].find(
      (person) => person.attributes.anonymous_id === event.anonymous_id,
    );
    if (event.anonymous_id !== undefined) owner?.events.push(event);
  }

  addDevice(identifier: string, device: StoredDevice): void {
    const person = this.find(identifier) ?? this.#create('add_device', identifier);
    if (!person) return;
    // A push token is in one place at a time.
    for (const other of this.people.values())
      other.devices = other.devices.filter(({ id }) => id !== device.id);
    person.devices.push(device);
  }

  deleteDevice(identifier: string, deviceId: string): void {
    const person = this.find(identifier);
    if (person) person.devices = person.devices.filter(({ id }) => id !== deviceId);
  }

  merge(primary: Record<string, unknown>, secondary: Record<string, unknown>): void {
    const [into, from] = [primary, secondary].map((identifiers) => {
      const [[key, value] = ['id', '']] = Object.entries(identifiers);
      return this.findBy(key as PersonKey, String(value));
    });
    if (!into || !from || into === from) {
      this.#drop('merge', 'both people must exist, and be two');
      return;
    }
    for (const [name, value] of Object.entries(from.attributes)) {
      if (into.attributes[name] === undefined || into.attributes[name] === '') into.attributes[name] = value;
    }
    into.events.push(...from.events);
    into.devices.push(...from.devices);
    into.relationships.push(...from.relationships);
    into.segments = [...new Set([...into.segments, ...from.segments])];
    this.delete(`cio_${from.cio_id}`);
    // The identifiers that the primary lacks are free now.
    if (from.id !== undefined) this.#setIdentifier(into, 'id', from.id, false);
    if (from.email !== undefined) this.#setIdentifier(into, 'email', from.email, false);
  }

  /** Puts people into a manual segment, or takes them out. Nobody is created. */
  setSegment(segmentId: number, ids: string[], idType: PersonKey, member: boolean): void {
    for (const id of ids) {
      const person = this.findBy(idType, id);
      if (!person) {
        this.#drop('segment', `no person with ${idType} ${id}`);
        continue;
      }
      const others = person.segments.filter((segment) => segment !== segmentId);
      person.segments = member ? [...others, segmentId] : others;
    }
  }

  submitForm(formId: string, data: Record<string, unknown>): void {
    const identifier = String(data.id ?? data.email);
    this.identify(identifier, data);
    const person = this.find(identifier);
    if (person) this.submissions.push({ form_id: formId, cio_id: person.cio_id, data });
  }

  #create(operation: string, identifier: string): Person | undefined {
    const [key, value] = keyOf(identifier);
    if (key === 'cio_id') {
      this.#drop(operation, `there is no person ${identifier}, and a cio_id cannot be given`);
      return undefined;
    }
    if (this.suppressed.has(value)) {
      this.#drop(operation, `${identifier} is suppressed`);
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
    this.#setIdentifier(person, key, value, false);
    return person;
  }

  /** An identifier that is set already changes only where the person was named by cio_id. */
  #setIdentifier(person: Person, key: 'id' | 'email', value: string, mayChange: boolean): void {
    const index = key === 'id' ? this.#byId : this.#byEmail;
    const normal = key === 'id' ? value : value.toLowerCase();
    const owner = index.get(normal);
    if (owner === person) return;
    if (owner) {
      this.#drop('identify', `${key} ${value} belongs to somebody else`);
      return;
    }
    const current = person[key];
    if (current !== undefined && !mayChange) {
      this.#drop('identify', `${key} is ${current}: it changes only by cio_id`);
      return;
    }
    if (current !== undefined) index.delete(key === 'id' ? current : current.toLowerCase());
    person[key] = value;
    index.set(normal, person);
  }

  #setAttributes(person: Person, body: Record<string, unknown>): void {
    const time = typeof body._timestamp === 'number' ? body._timestamp : now();
    const before = person.attributes.unsubscribed === true;
    for (const [name, value] of Object.entries(body)) {
      if (NOT_ATTRIBUTES.has(name) || (person.attribute_times[name] ?? 0) > time) continue;
      person.attributes[name] = value;
      person.attribute_times[name] = time;
    }
    const after = person.attributes.unsubscribed === true;
    if (before !== after) this.#onSubscription(person, after ? 'unsubscribed' : 'subscribed');
  }

  #relate(person: Person, body: RelationshipsBody | undefined): void {
    if (!body?.relationships) return;
    const named = new Set(body.relationships.map(({ identifiers }) => JSON.stringify(identifiers)));
    const others = person.relationships.filter(({ identifiers }) => !named.has(JSON.stringify(identifiers)));
    person.relationships =
      body.action === 'delete_relationships' ? others : [...others, ...body.relationships];
  }

  #claim(person: Person, anonymousId: string): void {
    for (const event of this.events.values()) {
      if (event.anonymous_id === anonymousId && !person.events.includes(event)) person.events.push(event);
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

  #drop(operation: string, reason: string): void {
    this.dropped.push({ operation, reason });
  }
}

interface RelationshipsBody {
  action?: string;
  relationships?: StoredRelationship[];
}

function keyOf(identifier: string): [PersonKey, string] {
  if (identifier.startsWith('cio_')) return ['cio_id', identifier.slice(4)];
  return [identifier.includes('@') ? 'email' : 'id', identifier];
}

/** Unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
