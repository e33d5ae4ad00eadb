import type { Part } from './check.js';
import type { PlanDefinition } from './plan-definition.js';
import { RESERVED_ATTRIBUTES, RESERVED_EVENT_DATA } from './planned/reserved.js';
import type { StandardSchema } from './standard-schema.js';

/** The parts of the arguments of a call that a plan describes. */
export type PartsOf = (args: readonly unknown[]) => readonly Part[];

type Path = readonly PropertyKey[];
/** What is known of an input before it is validated: nothing. */
type Loose = { readonly [key: string]: unknown } | null | undefined;

const IN_GROUP = ['object_type_id', 'relationshipAttributes'];

/** Finds the parts of calls that a plan describes, for every method that it checks. */
export function partsOf({ person, events, objects, transactional, broadcasts }: PlanDefinition) {
  const personAt = (path: Path): Part[] =>
    person ? [{ subject: 'person', schema: person, path, kept: RESERVED_ATTRIBUTES }] : [];

  const eventAt = (name: unknown, path: Path): Part[] =>
    events
      ? [
          {
            subject: `event "${name}"`,
            schema: own(events, name) ?? notIn('event', Object.keys(events)),
            path,
            kept: RESERVED_EVENT_DATA,
          },
        ]
      : [];

  const objectAt = (
    field: 'attributes' | 'relationship',
    typeId: unknown,
    path: Path,
    hidden: readonly string[] = [],
  ): Part[] => {
    if (!objects || typeId === undefined) return [];
    const found = Object.entries(objects).find(([, { id }]) => String(id) === String(typeId));
    if (!found)
      return [{ subject: `object type ${typeId}`, schema: notIn('object type', idsOf(objects)), path }];
    const schema = found[1][field];
    return schema ? [{ subject: `${field} of object "${found[0]}"`, schema, path, hidden }] : [];
  };

  const messageAt = (kind: 'transactional' | 'broadcasts', id: unknown, path: Path): Part[] => {
    const messages = { transactional, broadcasts }[kind];
    if (!messages) return [];
    const found = Object.entries(messages).find(([key, message]) => (message.id ?? key) === id);
    if (!found) return [{ subject: `${kind} "${id}"`, schema: notIn('message', idsOf(messages)), path }];
    const [key, { data: schema }] = found;
    return schema ? [{ subject: `${kind} "${key}"`, schema, path }] : [];
  };

  /** The relationships of a call, each with an object of the plan at one of its ends. */
  const relationships =
    (typeIdOf: (relationship: Loose, object: Loose) => unknown): PartsOf =>
    ([object, list]) =>
      Array.isArray(list)
        ? list.flatMap((one, index) =>
            objectAt('relationship', typeIdOf(one, object as Loose), [1, index, 'relationship_attributes']),
          )
        : [];

  return {
    identify: (): readonly Part[] => personAt([1]),
    track: ([, name]: readonly unknown[]): readonly Part[] => eventAt(name, [2]),
    backfill: ([, name]: readonly unknown[]): readonly Part[] => eventAt(name, [3]),
    identifyObject: ([object]: readonly unknown[]): readonly Part[] =>
      objectAt('attributes', (object as Loose)?.object_type_id, [1]),
    relateToObjects: relationships((one) => (one?.identifiers as Loose)?.object_type_id),
    relateToPeople: relationships((_, object) => object?.object_type_id),
    identifyInput: (): readonly Part[] => personAt([0, 'traits']),
    trackInput: ([input]: readonly unknown[]): readonly Part[] =>
      eventAt((input as Loose)?.event, [0, 'properties']),
    groupInput: ([input]: readonly unknown[]): readonly Part[] => {
      const traits = (input as Loose)?.traits as Loose;
      const typeId = traits?.object_type_id;
      return [
        ...objectAt('attributes', typeId, [0, 'traits'], IN_GROUP),
        ...(traits?.relationshipAttributes
          ? objectAt('relationship', typeId, [0, 'traits', 'relationshipAttributes'])
          : []),
      ];
    },
    send: ([message]: readonly unknown[]): readonly Part[] =>
      messageAt('transactional', (message as Loose)?.transactional_message_id, [0, 'message_data']),
    trigger: ([id]: readonly unknown[]): readonly Part[] => messageAt('broadcasts', id, [1, 'data']),
  };
}

function own(schemas: Readonly<Record<string, StandardSchema>>, name: unknown): StandardSchema | undefined {
  return Object.hasOwn(schemas, name as string) ? schemas[name as string] : undefined;
}

/** The ids of entries as they are sent, each with its key in the plan where that is another. */
function idsOf(entries: Readonly<Record<string, { readonly id?: number | string }>>): string[] {
  return Object.entries(entries).map(([key, { id = key }]) => (id === key ? key : `${id} (${key})`));
}

function notIn(what: string, names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '');
  return `expected a known ${what}: ${shown || 'the plan has none'}`;
}
