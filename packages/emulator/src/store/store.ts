import { Activities } from './activities.js';
import { AppStore } from './app-store.js';
import { Changes } from './changes.js';
import { Clock } from './clock.js';
import { Collection } from './collection.js';
import { Events } from './events.js';
import { type ObjectIdentifiers, Objects, type StoredObject } from './objects.js';
import { People } from './people.js';
import { identifierOfPath, type Person, type PersonKey } from './person.js';
import { RecordList } from './record-list.js';
import { RecordMap } from './record-map.js';
import { RecordSet } from './record-set.js';
import type { Table } from './table.js';

/** What Customer.io accepts and then does not do. */
export interface Dropped {
  operation: string;
  reason: string;
}

export interface Submission {
  form_id: string;
  cio_id: string;
  data: Record<string, unknown>;
}

/** What a client reported of a message: opened, clicked and so on. */
export interface ReportedMetric {
  delivery_id?: string;
  metric?: string;
  [field: string]: unknown;
}

/** What is to be done at a time. */
export interface ScheduledJob {
  id: number;
  /** What it is: `import`, `message` and so on. */
  kind: string;
  /** Milliseconds since 1970, by the emulator's clock. */
  due: number;
  payload: Record<string, unknown>;
}

/** How many of the dropped operations are kept: the newest. */
const MAX_DROPPED = 10_000;

/** The state of one workspace, in memory. */
export class Store {
  readonly clock = new Clock();
  /** Tells of everything that changes here. */
  readonly changes = new Changes();
  readonly people = new People();
  readonly objects = new Objects(this);
  /** Every event once, by its ULID. */
  readonly events = new Events(this.people, this.objects, this.changes);
  /** The `messageId`s of the Pipelines API's messages. */
  readonly messageIds = new RecordSet();
  /** The identifiers that are suppressed, as `email ada@example.com`, each with those that were suppressed together with it. */
  readonly suppressed = new RecordMap<readonly string[]>();
  /** What happened to people, oldest first. */
  readonly activities = new Activities(this);
  /** What the App API knows besides: messages, campaigns, segments, exports and the rest. */
  readonly app = new AppStore(this);
  /** What is to be done later. */
  readonly scheduled = new Collection<ScheduledJob>();
  readonly #submissions = new RecordList<Submission>();
  readonly #metrics = new RecordList<ReportedMetric>();
  readonly #unsubscribes = new RecordList<string>();
  readonly #dropped = new RecordList<Dropped>(MAX_DROPPED);
  readonly #counters = new RecordMap<number>();

  readonly submissions: readonly Submission[] = this.#submissions.items;
  readonly metrics: readonly ReportedMetric[] = this.#metrics.items;
  /** The deliveries whose link to unsubscribe was used. */
  readonly unsubscribes: readonly string[] = this.#unsubscribes.items;
  /** What was accepted and not done: the newest 10,000. */
  readonly dropped: readonly Dropped[] = this.#dropped.items;

  /** How many events came again with a ULID that was known, and messages with a `messageId` that was. */
  get duplicates(): number {
    return this.#counters.get('duplicates') ?? 0;
  }

  /** Everything that is kept, by name. Those that others refer to are restored before them. */
  get tables(): Readonly<Record<string, Table>> {
    const { clock, people, objects, events, messageIds, suppressed, activities, scheduled } = this;
    return {
      clock,
      people,
      objects,
      events,
      eventsOfPeople: events.ofPeople,
      eventsOfObjects: events.ofObjects,
      messageIds,
      suppressed,
      activities,
      scheduled,
      submissions: this.#submissions,
      metrics: this.#metrics,
      unsubscribes: this.#unsubscribes,
      dropped: this.#dropped,
      counters: this.#counters,
      ...this.app.tables,
    };
  }

  /** Has to be called when all records are restored. */
  restored(): void {
    for (const person of this.people) {
      for (const { identifiers, relationship_attributes = {} } of person.relationships) {
        const object = this.findObject(identifiers);
        if (object) object.people[person.cio_id] = relationship_attributes;
      }
    }
    this.app.restored();
  }

  /** A person by an identifier as in a path: an email address, `cio_` and a cio_id, or an id. */
  find(identifier: string): Person | undefined {
    return this.findBy(...identifierOfPath(identifier));
  }

  findBy(key: PersonKey, value: string): Person | undefined {
    return this.people.findBy(key, value);
  }

  findObject(identifiers: ObjectIdentifiers): StoredObject | undefined {
    return this.objects.find(identifiers);
  }

  /** Records what was accepted and then not done. */
  drop(operation: string, reason: string): void {
    this.#dropped.push({ operation, reason });
    this.changes.publish({ topic: 'dropped', id: operation, action: reason });
  }

  /** Records that something came again that is known by its id. */
  countDuplicate(): void {
    this.#counters.set('duplicates', this.duplicates + 1);
  }

  addSubmission(submission: Submission): void {
    this.#submissions.push(submission);
  }

  addMetric(report: ReportedMetric): void {
    this.#metrics.push(report);
  }

  addUnsubscribe(deliveryId: string): void {
    this.#unsubscribes.push(deliveryId);
  }
}
