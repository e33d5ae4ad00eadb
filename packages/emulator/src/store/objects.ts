import { randomBytes } from 'node:crypto';
import { ownValue, setOwn } from '../lib/own-properties.js';
import { AttributeIndexes } from './attribute-indexes.js';
import type { Changes } from './changes.js';
import type { Clock } from './clock.js';
import type { StoredEvent } from './event.js';
import { MultiMap } from './multi-map.js';
import { OrderedSet } from './ordered-set.js';
import type { StoreContext } from './store-context.js';
import { noop, type Table } from './table.js';

/** An object by your type and id, or by Customer.io's id. */
export type ObjectIdentifiers =
  | { object_type_id: string | number; object_id: string }
  | { cio_object_id: string };

export interface StoredObject {
  cio_object_id: string;
  object_type_id: string;
  object_id: string;
  attributes: Record<string, unknown>;
  /** When each was set; unix seconds. */
  attribute_times: Record<string, number>;
  events: StoredEvent[];
  /** The attributes of its relationships, by the person's cio_id. */
  people: Record<string, Record<string, unknown>>;
  /** The same of people who are not identified yet, by anonymous_id. */
  anonymous: Record<string, Record<string, unknown>>;
}

export interface StoredRelationship {
  identifiers: ObjectIdentifiers;
  relationship_attributes?: Record<string, unknown>;
  /** When it was made or changed; unix seconds. */
  changed_at: number;
}

interface ObjectsOfType {
  all: OrderedSet<StoredObject>;
  attributes: AttributeIndexes<StoredObject>;
}

/** The objects of a workspace, with indexes over their ids and types. */
export class Objects implements Table {
  onChange: Table['onChange'] = noop;
  readonly #clock: Clock;
  readonly #byKey = new Map<string, StoredObject>();
  readonly #byCioId = new Map<string, StoredObject>();
  /** Those that are related to an anonymous id. */
  readonly #byAnonymousId = new MultiMap<string, StoredObject>();
  readonly #byType = new Map<string, ObjectsOfType>();

  readonly #changes: Changes;

  constructor({ clock, changes }: StoreContext) {
    this.#clock = clock;
    this.#changes = changes;
  }

  get size(): number {
    return this.#byKey.size;
  }

  values(): IterableIterator<StoredObject> {
    return this.#byKey.values();
  }

  [Symbol.iterator](): IterableIterator<StoredObject> {
    return this.values();
  }

  find(identifiers: ObjectIdentifiers): StoredObject | undefined {
    if ('cio_object_id' in identifiers) return this.#byCioId.get(identifiers.cio_object_id);
    return this.#byKey.get(keyOf(identifiers.object_type_id, identifiers.object_id));
  }

  /** The ids of the types that there are objects of. */
  typeIds(): string[] {
    return [...this.#byType.keys()];
  }

  ofType(typeId: string): Iterable<StoredObject> {
    return this.#byType.get(typeId)?.all ?? [];
  }

  /** The objects of a type whose attribute has a value, or, without a value, has any. */
  withAttribute(typeId: string, name: string, value?: unknown): OrderedSet<StoredObject> {
    return this.#byType.get(typeId)?.attributes.get(name, value) ?? new OrderedSet();
  }

  create(typeId: string | number, objectId: string): StoredObject {
    const object: StoredObject = {
      cio_object_id: `ob${randomBytes(6).toString('hex')}`,
      object_type_id: String(typeId),
      object_id: objectId,
      attributes: {},
      attribute_times: {},
      events: [],
      people: {},
      anonymous: {},
    };
    this.#insert(object);
    this.#changed(object);
    this.#changes.publish({ topic: 'objects', id: object.cio_object_id, action: 'created' });
    return object;
  }

  /** Relates an object to an anonymous id. */
  addAnonymous(object: StoredObject, anonymousId: string, attributes: Record<string, unknown>): void {
    setOwn(object.anonymous, anonymousId, attributes);
    this.#byAnonymousId.add(anonymousId, object);
    this.#changed(object);
  }

  /** Ends the relationships of an anonymous id. Returns the objects, and the attributes of the relationships. */
  takeAnonymous(anonymousId: string): [StoredObject, Record<string, unknown>][] {
    return [...this.#byAnonymousId.get(anonymousId)].map((object) => {
      const attributes = ownValue(object.anonymous, anonymousId) ?? {};
      delete object.anonymous[anonymousId];
      this.#byAnonymousId.delete(anonymousId, object);
      this.#changed(object);
      return [object, attributes];
    });
  }

  #changed({ cio_object_id }: StoredObject): void {
    this.onChange(cio_object_id);
  }

  #insert(object: StoredObject): void {
    this.#byKey.set(keyOf(object.object_type_id, object.object_id), object);
    this.#byCioId.set(object.cio_object_id, object);
    let ofType = this.#byType.get(object.object_type_id);
    if (!ofType) {
      const all = new OrderedSet<StoredObject>();
      ofType = { all, attributes: new AttributeIndexes(all) };
      this.#byType.set(object.object_type_id, ofType);
    }
    ofType.all.add(object);
    for (const anonymousId of Object.keys(object.anonymous)) this.#byAnonymousId.add(anonymousId, object);
  }

  setAttribute(object: StoredObject, name: string, value: unknown): void {
    const before = ownValue(object.attributes, name);
    setOwn(object.attributes, name, value);
    setOwn(object.attribute_times, name, this.#clock.unixSeconds());
    this.#byType.get(object.object_type_id)?.attributes.change(object, name, before, value);
    this.#changed(object);
    this.#changes.publish({ topic: 'objects', id: object.cio_object_id, action: 'attribute_change' });
  }

  delete(object: StoredObject): void {
    const { object_type_id, object_id, cio_object_id, attributes, anonymous } = object;
    this.#byKey.delete(keyOf(object_type_id, object_id));
    this.#byCioId.delete(cio_object_id);
    this.#changed(object);
    this.#changes.publish({ topic: 'objects', id: cio_object_id, action: 'deleted' });
    for (const anonymousId of Object.keys(anonymous)) this.#byAnonymousId.delete(anonymousId, object);
    const ofType = this.#byType.get(object_type_id);
    if (!ofType) return;
    ofType.all.delete(object);
    for (const [name, value] of Object.entries(attributes)) ofType.attributes.remove(object, name, value);
    if (ofType.all.size === 0) this.#byType.delete(object_type_id);
  }

  keys(): Iterable<string> {
    return this.#byCioId.keys();
  }

  /** An object without its events and its people: they are part of other records. */
  toRecord(cioId: string): unknown {
    const object = this.#byCioId.get(cioId);
    return object && { ...object, events: undefined, people: undefined };
  }

  restore(_: string, record: Omit<StoredObject, 'events' | 'people'>): void {
    this.#insert(Object.assign(record, { events: [], people: {} }));
  }
}

function keyOf(typeId: string | number, objectId: string): string {
  return JSON.stringify([String(typeId), objectId]);
}
