import type { Changes } from './changes.js';
import type { Clock } from './clock.js';
import { IndexedTimeline } from './indexed-timeline.js';
import { normalizedIdentifier, type Person } from './person.js';
import type { StoreContext } from './store-context.js';
import { noop, type Table } from './table.js';

/** One thing that happened to a person, as the App API has it. */
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
  /** The event that it is. The App API does not show it. */
  event_id?: string;
}

export interface ActivityQuery {
  /** A person by cio_id, by the id of that time, or by the email address of that time. */
  person?: { key: 'cio_id' | 'customer_id' | 'email'; value: string };
  type?: string | undefined;
  /** An event's name, or the name of a field in the activity's data. */
  name?: string | undefined;
  where?: (activity: StoredActivity) => boolean;
}

/** What happened to people, in the order in which it was recorded. */
export class Activities implements Iterable<StoredActivity>, Table {
  onChange: Table['onChange'] = noop;
  readonly #clock: Clock;
  readonly #timeline = new IndexedTimeline<StoredActivity, 'cio_id' | 'type' | 'name'>(sequenceOf, {
    cio_id: ({ cio_id }) => [cio_id],
    type: ({ type }) => [type],
    name: namesOf,
  });
  /** The people who ever had an id or an address, by cio_id. */
  readonly #formerOwners = {
    customer_id: new Map<string, Set<string>>(),
    email: new Map<string, Set<string>>(),
  };

  readonly #changes: Changes;

  constructor({ clock, changes }: StoreContext) {
    this.#clock = clock;
    this.#changes = changes;
  }

  get size(): number {
    return this.#timeline.size;
  }

  [Symbol.iterator](): IterableIterator<StoredActivity> {
    return this.#timeline[Symbol.iterator]();
  }

  record(person: Person, type: string, details: Partial<StoredActivity> = {}): void {
    const activity: StoredActivity = {
      id: `act_${this.#timeline.size + 1}`,
      cio_id: person.cio_id,
      customer_id: person.id ?? null,
      email: person.email ?? null,
      type,
      timestamp: this.#clock.unixSeconds(),
      data: {},
      ...details,
    };
    this.restore(this.#timeline.size, activity);
    this.onChange(this.#timeline.size - 1);
    this.#changes.publish({ topic: 'people', id: person.cio_id, action: type });
  }

  /** Gives a person those activities of another that meet a test: the two are merged. */
  move(fromCioId: string, { cio_id }: Person, test: (activity: StoredActivity) => boolean): void {
    for (const activity of [...this.#timeline.newestFirst({ by: { cio_id: fromCioId }, where: test })]) {
      activity.cio_id = cio_id;
      this.#timeline.changeKey(activity, 'cio_id', fromCioId, cio_id);
      this.#addOwner(activity);
      this.onChange(sequenceOf(activity) - 1);
    }
  }

  *keys(): Iterable<number> {
    for (let index = 0; index < this.#timeline.size; index++) yield index;
  }

  toRecord(index: number): StoredActivity | undefined {
    return this.#timeline.at(index);
  }

  restore(_: number, activity: StoredActivity): void {
    this.#timeline.add(activity);
    this.#addOwner(activity);
  }

  /** The activities that match a query, the newest first. */
  newestFirst({ person, type, name, where }: ActivityQuery): Iterable<StoredActivity> {
    const read = (cio_id: string | undefined, test = where) =>
      this.#timeline.newestFirst({ by: { cio_id, type, name }, ...(test && { where: test }) });
    if (!person) return read(undefined);
    const { key, value } = person;
    if (key === 'cio_id') return read(value);
    const wanted = comparable(key, value);
    const isTheirs = (activity: StoredActivity) =>
      comparable(key, activity[key]) === wanted && (!where || where(activity));
    const owners = [...(this.#formerOwners[key].get(wanted) ?? [])];
    if (owners.length === 1) return read(owners[0], isTheirs);
    return owners
      .flatMap((cio_id) => [...read(cio_id, isTheirs)])
      .sort((a, b) => sequenceOf(b) - sequenceOf(a));
  }

  #addOwner(activity: StoredActivity): void {
    for (const key of ['customer_id', 'email'] as const) {
      const value = activity[key];
      if (value === null) continue;
      const owners = this.#formerOwners[key].get(comparable(key, value));
      if (owners) owners.add(activity.cio_id);
      else this.#formerOwners[key].set(comparable(key, value), new Set([activity.cio_id]));
    }
  }
}

function comparable(key: 'customer_id' | 'email', value: string): string;
function comparable(key: 'customer_id' | 'email', value: string | null): string | null;
function comparable(key: 'customer_id' | 'email', value: string | null): string | null {
  return value === null ? null : normalizedIdentifier(key === 'email' ? 'email' : 'id', value);
}

function sequenceOf({ id }: StoredActivity): number {
  return Number(id.slice('act_'.length));
}

function namesOf({ name, data }: StoredActivity): string[] {
  const names = Object.keys(data);
  if (name !== undefined && !Object.hasOwn(data, name)) names.push(name);
  return names;
}
