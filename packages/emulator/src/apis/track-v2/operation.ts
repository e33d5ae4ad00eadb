import type { Json } from '../../lib/json.js';
import type { ObjectIdentifiers } from '../../store/objects.js';
import { identifierText, type PersonIdentifier } from '../../store/person.js';
import { objectIdentifiers, personIdentifier } from '../identifiers.js';

/** What people do with in-app content, as events of their own. */
const CONTENT_ACTIONS = ['viewed_content', 'clicked_content'];

/** The actions of a person that are events, also by anonymous id. */
const EVENT_ACTIONS: ReadonlySet<string> = new Set(['event', 'page', 'screen', ...CONTENT_ACTIONS]);

/** An operation, and the people and objects that it names. */
export interface Operation {
  /** The person that it is about. */
  person?: PersonIdentifier;
  /** The object that it is about. */
  object?: ObjectIdentifiers;
  /** The person that it is about, who is not identified yet. */
  anonymousId?: string;
  primary?: PersonIdentifier;
  secondary?: PersonIdentifier;
  related: RelatedEntity[];
  attributes: Json;
  body: OperationBody;
}

export interface OperationBody {
  action: string;
  identifiers?: Json;
  attributes?: Json;
  cio_relationships?: { identifiers?: Json; relationship_attributes?: Json }[];
  device?: { token: string; platform: string; last_used?: number; attributes?: Json };
  primary?: Json;
  secondary?: Json;
  id?: string;
  name?: string;
  timestamp?: number;
}

/** The other side of a relationship: a person, an object or an anonymous id, by the kind of the operation. */
interface RelatedEntity {
  person?: PersonIdentifier;
  object?: ObjectIdentifiers;
  anonymousId?: string;
  attributes: Json;
}

/** Reads what an operation names. It has not been validated yet. */
export function readOperation(kind: string, body: OperationBody): Operation {
  const { identifiers, cio_relationships, primary, secondary, attributes } = body;
  const [type] = kind.split(' ');
  const isEvent = type === 'person' && EVENT_ACTIONS.has(String(body.action));
  const person = type === 'person' ? personIdentifier(identifiers) : undefined;
  const anonymousId = isEvent && !person ? anonymousIdOf(identifiers) : undefined;
  const object = type === 'object' ? objectIdentifiers(identifiers) : undefined;
  const toMerge = (one: Json | undefined) => personIdentifier(one, ['id', 'email', 'cio_id']);
  const [first, second] = [toMerge(primary), toMerge(secondary)];
  return {
    ...(person && { person }),
    ...(anonymousId !== undefined && { anonymousId }),
    ...(object && { object }),
    ...(first && { primary: first }),
    ...(second && { secondary: second }),
    related: Array.isArray(cio_relationships) ? cio_relationships.map((one) => readRelated(kind, one)) : [],
    attributes: attributes ?? {},
    body,
  };
}

function readRelated(kind: string, relationship: unknown): RelatedEntity {
  const { identifiers, relationship_attributes: attributes = {} } = (relationship ?? {}) as {
    identifiers?: Json;
    relationship_attributes?: Json;
  };
  if (kind === 'object identify_anonymous') {
    const anonymousId = anonymousIdOf(identifiers);
    return { ...(anonymousId !== undefined && { anonymousId }), attributes };
  }
  if (kind.startsWith('object ')) {
    const person = personIdentifier(identifiers, ['id', 'email', 'cio_id']);
    return { ...(person && { person }), attributes };
  }
  const object = objectIdentifiers(identifiers);
  return { ...(object && { object }), attributes };
}

function anonymousIdOf(identifiers: Json | undefined): string | undefined {
  const { anonymous_id } = identifiers ?? {};
  return typeof anonymous_id === 'string' ? identifierText(anonymous_id) : undefined;
}

/** The contract's name for the shape of an operation. */
export function schemaOf(kind: string): string {
  if (kind === 'delivery event') return 'delivery_operations';
  if (CONTENT_ACTIONS.some((action) => kind === `person ${action}`)) return 'person_content';
  return kind === 'person identify' ? 'identify_person' : kind.replace(' ', '_');
}
