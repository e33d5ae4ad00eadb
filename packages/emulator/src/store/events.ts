import type { Changes } from './changes.js';
import type { StoredEvent } from './event.js';
import type { Person } from './person.js';

/** Every event once, by its ULID: those of people, and those of people who are not identified yet. */
export class Events {
  readonly #byId = new Map<string, StoredEvent>();
  /** In the order in which they came. */
  readonly #all: StoredEvent[] = [];
  readonly #byAnonymousId = new Map<string, StoredEvent[]>();
  /** The people who have an anonymous event: two can be identified by the same anonymous id. */
  readonly #owners = new WeakMap<StoredEvent, Set<Person>>();

  /** By the event's id. */
  #personOf: Map<string, Person> | undefined;
  readonly #changes: Changes;

  constructor(changes: Changes) {
    this.#changes = changes;
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

  /**
   * The person who has an event; of several, the last who got it. An index is made when this is asked for the first time.
   *
   * @param people The workspace's people.
   */
  personOf(event: StoredEvent, people: Iterable<Person>): Person | undefined {
    if (!this.#personOf) {
      this.#personOf = new Map();
      for (const person of people) for (const { id } of person.events) this.#personOf.set(id, person);
    }
    return this.#personOf.get(event.id);
  }

  add(event: StoredEvent): void {
    this.#byId.set(event.id, event);
    this.#all.push(event);
    this.#changes.publish({ topic: 'events', id: event.id, action: event.name });
    const { anonymous_id } = event;
    if (anonymous_id === undefined) return;
    const others = this.#byAnonymousId.get(anonymous_id);
    if (others) others.push(event);
    else this.#byAnonymousId.set(anonymous_id, [event]);
  }

  /** Gives a person an event, once. */
  assign(event: StoredEvent, person: Person): void {
    if (event.anonymous_id !== undefined) {
      const owners = this.#owners.get(event) ?? new Set();
      if (owners.has(person)) return;
      this.#owners.set(event, owners.add(person));
    }
    person.events.push(event);
    this.#personOf?.set(event.id, person);
  }

  /** Gives a person the events of an anonymous id. */
  claim(anonymousId: string, person: Person): void {
    for (const event of this.#byAnonymousId.get(anonymousId) ?? []) this.assign(event, person);
  }
}
