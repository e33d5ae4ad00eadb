import type { StoredEvent } from './event.js';
import type { Person } from './person.js';

/** Every event once, by its ULID: those of people, and those of people who are not identified yet. */
export class Events {
  readonly #byId = new Map<string, StoredEvent>();
  readonly #byAnonymousId = new Map<string, StoredEvent[]>();
  /** The people who have an anonymous event: two can be identified by the same anonymous id. */
  readonly #owners = new WeakMap<StoredEvent, Set<Person>>();

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

  add(event: StoredEvent): void {
    this.#byId.set(event.id, event);
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
  }

  /** Gives a person the events of an anonymous id. */
  claim(anonymousId: string, person: Person): void {
    for (const event of this.#byAnonymousId.get(anonymousId) ?? []) this.assign(event, person);
  }
}
