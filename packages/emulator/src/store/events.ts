import type { Changes } from './changes.js';
import type { StoredEvent } from './event.js';
import type { Objects, StoredObject } from './objects.js';
import type { People } from './people.js';
import type { Person } from './person.js';
import { noop, type RecordKey, type Table } from './table.js';

/** Every event once, by its ULID: those of people, and those of people who are not identified yet. */
export class Events implements Table {
  onChange: Table['onChange'] = noop;
  /** Which events people have, by `cio_id event_id`. */
  readonly ofPeople: Table;
  /** Which events objects have, by `cio_object_id event_id`. */
  readonly ofObjects: Table;
  readonly #byId = new Map<string, StoredEvent>();
  /** In the order in which they came. */
  readonly #all: StoredEvent[] = [];
  readonly #byAnonymousId = new Map<string, StoredEvent[]>();
  /** The people who have an anonymous event: two can be identified by the same anonymous id. */
  readonly #owners = new WeakMap<StoredEvent, Set<Person>>();

  /** By the event's id. */
  #personOf: Map<string, Person> | undefined;
  readonly #people: People;
  readonly #changes: Changes;

  constructor(people: People, objects: Objects, changes: Changes) {
    this.#people = people;
    this.#changes = changes;
    this.ofPeople = this.#ownership(people, (cioId, event) => {
      const person = people.get(cioId);
      if (person) this.assign(event, person);
    });
    this.ofObjects = this.#ownership(objects, (cio_object_id, event) => {
      objects.find({ cio_object_id })?.events.push(event);
    });
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): StoredEvent | undefined {
    return this.#byId.get(id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  values(): IterableIterator<StoredEvent> {
    return this.#byId.values();
  }

  /** The events from the one that came last to the first. */
  *newestFirst(): IterableIterator<StoredEvent> {
    for (let i = this.#all.length - 1; i >= 0; i--) yield this.#all[i]!;
  }

  /** The person who has an event; of several, the last who got it. An index is made when this is asked for the first time. */
  personOf(event: StoredEvent): Person | undefined {
    if (!this.#personOf) {
      this.#personOf = new Map();
      for (const person of this.#people) for (const { id } of person.events) this.#personOf.set(id, person);
    }
    const person = this.#personOf.get(event.id);
    return person && this.#people.has(person.cio_id) ? person : undefined;
  }

  add(event: StoredEvent): void {
    this.restore(event.id, event);
    this.onChange(event.id);
    this.#changes.publish({ topic: 'events', id: event.id, action: event.name });
  }

  keys(): Iterable<string> {
    return this.#byId.keys();
  }

  toRecord(id: string): StoredEvent | undefined {
    return this.#byId.get(id);
  }

  restore(id: string, event: StoredEvent): void {
    this.#byId.set(id, event);
    this.#all.push(event);
    const { anonymous_id } = event;
    if (anonymous_id === undefined) return;
    const others = this.#byAnonymousId.get(anonymous_id);
    if (others) others.push(event);
    else this.#byAnonymousId.set(anonymous_id, [event]);
  }

  /** Gives a person an event, once. False where they have it. */
  assign(event: StoredEvent, person: Person): boolean {
    if (event.anonymous_id !== undefined) {
      const owners = this.#owners.get(event) ?? new Set();
      if (owners.has(person)) return false;
      this.#owners.set(event, owners.add(person));
    }
    person.events.push(event);
    this.#personOf?.set(event.id, person);
    this.ofPeople.onChange(`${person.cio_id} ${event.id}`);
    return true;
  }

  /** Gives an object an event. */
  assignToObject(event: StoredEvent, object: StoredObject): void {
    object.events.push(event);
    this.ofObjects.onChange(`${object.cio_object_id} ${event.id}`);
  }

  /** The events of an anonymous id, in the order in which they came. */
  ofAnonymous(anonymousId: string): readonly StoredEvent[] {
    return this.#byAnonymousId.get(anonymousId) ?? [];
  }

  /** Who has which events. The records of owners who are gone stay until the next snapshot, and are not restored. */
  #ownership(
    owners: Iterable<{ cio_id?: string; cio_object_id?: string; events: StoredEvent[] }>,
    assign: (ownerId: string, event: StoredEvent) => void,
  ): Table {
    return {
      onChange: noop,
      *keys() {
        for (const { cio_id, cio_object_id, events } of owners) {
          for (const { id } of events) yield `${cio_id ?? cio_object_id} ${id}`;
        }
      },
      toRecord: () => 1,
      restore: (key: RecordKey) => {
        const [ownerId = '', ...eventId] = String(key).split(' ');
        const event = this.#byId.get(eventId.join(' '));
        if (event) assign(ownerId, event);
      },
    };
  }
}
