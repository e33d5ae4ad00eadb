import { Activities } from './activities.js';
import { AppStore } from './app-store.js';
import { Changes } from './changes.js';
import { Events } from './events.js';
import { type ObjectIdentifiers, Objects, type StoredObject } from './objects.js';
import { People } from './people.js';
import { identifierOfPath, type Person, type PersonKey } from './person.js';

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

/** How many of the dropped operations are kept: the newest. */
const MAX_DROPPED = 10_000;

/** The state of one workspace, in memory. */
export class Store {
  /** Tells of everything that changes here. */
  readonly changes = new Changes();
  readonly people = new People();
  readonly objects = new Objects(this.changes);
  /** Every event once, by its ULID. */
  readonly events = new Events(this.changes);
  /** The `messageId`s of the Pipelines API's messages. */
  readonly messageIds = new Set<string>();
  /** The ids and email addresses that are suppressed. */
  readonly suppressed = new Set<string>();
  readonly submissions: Submission[] = [];
  readonly metrics: ReportedMetric[] = [];
  /** The deliveries whose link to unsubscribe was used. */
  readonly unsubscribes: string[] = [];
  /** What was accepted and not done: the newest 10,000. */
  readonly dropped: Dropped[] = [];
  /** What happened to people, oldest first. */
  readonly activities = new Activities(this.changes);
  /** What the App API knows besides: messages, campaigns, segments, exports and the rest. */
  readonly app = new AppStore(this.changes);
  /** How many events came again with a ULID that was known, and messages with a `messageId` that was. */
  duplicates = 0;

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
    this.dropped.push({ operation, reason });
    if (this.dropped.length > MAX_DROPPED) this.dropped.shift();
    this.changes.publish({ topic: 'dropped', id: operation, action: reason });
  }
}
