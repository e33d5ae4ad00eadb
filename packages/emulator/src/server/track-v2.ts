import { LIMITS, ulid } from '@cio/core';
import { trackContract } from '@cio-internal/contract';
import {
  identifierText,
  now,
  type ObjectIdentifiers,
  type PersonIdentifier,
  type StoredEvent,
  type Workspace,
} from '../workspace/workspace.js';
import { acceptedOperation } from './accepted-forms.js';
import { type EmulatorAnswer, ok } from './answers.js';
import { refusedAttributes } from './attribute-limits.js';
import { isTooLongId, objectIdentifiers, personIdentifier } from './identifiers.js';

type Json = Record<string, unknown>;

/** What people do with in-app content, as events of their own. */
const CONTENT_ACTIONS = ['viewed_content', 'clicked_content'];

/** What is wrong with an operation. */
interface Refusal {
  reason: string;
  field: string;
  message: string;
}

/** An operation that has been held against the contract, and all whom it names. */
interface Operation {
  /** Whom it is about, where it is about a person. */
  person?: PersonIdentifier;
  /** What it is about, where it is about an object. */
  object?: ObjectIdentifiers;
  /** Who it is about, where that is nobody known yet. */
  anonymousId?: string;
  primary?: PersonIdentifier;
  secondary?: PersonIdentifier;
  related: Related[];
  attributes: Json;
  body: OperationBody;
}

interface OperationBody {
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

/** The other side of a relationship: of those three, the one that its kind of operation has. */
interface Related {
  person?: PersonIdentifier;
  object?: ObjectIdentifiers;
  anonymousId?: string;
  attributes: Json;
}

/** Makes an effect visible: at once, or after the emulator's `consistencyMs`. */
type ApplyEffect = (effect: () => void) => void;

/** The two operations of the v2 API. */
export function trackV2(
  operationId: string,
  workspace: Workspace,
  body: unknown,
  apply: ApplyEffect,
): EmulatorAnswer {
  if (operationId === 'entity') {
    const errors = perform(workspace, body, apply);
    return errors.length > 0 ? { status: 400, body: { errors } } : ok;
  }
  const { batch } = (body ?? {}) as { batch?: unknown };
  if (!Array.isArray(batch)) {
    const error = { reason: 'required', field: 'batch', message: 'expected an array' };
    return { status: 400, body: { errors: [error] } };
  }
  const errors = batch.flatMap((item, batch_index) =>
    perform(workspace, item, apply).map((refusal) => ({ batch_index, ...refusal })),
  );
  return errors.length > 0 ? { status: 207, body: { errors } } : ok;
}

/** Does what an operation says, or tells what is wrong with it. */
function perform(workspace: Workspace, given: unknown, apply: ApplyEffect): Refusal[] {
  const { type, action } = (given ?? {}) as Json;
  const kind = typeof type === 'string' && typeof action === 'string' ? `${type} ${action}` : '';
  const handler = handlers.get(kind);
  if (!handler) {
    const name = [type, action].map((part) => (typeof part === 'string' ? part : typeof part)).join(' ');
    return [{ reason: 'invalid', field: 'action', message: `no operation ${name}` }];
  }
  const size = Buffer.byteLength(JSON.stringify(given));
  if (size > LIMITS.operationBytes) {
    const message = `the operation is ${size} bytes, at most ${LIMITS.operationBytes}`;
    return [{ reason: 'too_large', field: '', message }];
  }
  const body = acceptedOperation(given) as OperationBody;
  const operation = read(kind, body);
  const schema = schemaOf(kind);
  const [error] = trackContract.schemaErrors(schema, body);
  if (error) return [{ reason: 'invalid', field: error.split(' ')[0] ?? '', message: error }];
  const refusals = [...identifierRefusals(kind, operation), ...limitRefusals(workspace, operation)];
  if (refusals.length > 0) return refusals;
  for (const field of trackContract.unknownSchemaFields(schema, body)) {
    workspace.drop(kind, `the field ${field} is not known`);
  }
  apply(() => handler(workspace, operation));
  return [];
}

/** The actions of a person that are events, also of somebody who is anonymous. */
const EVENT_ACTIONS: ReadonlySet<string> = new Set(['event', 'page', 'screen', ...CONTENT_ACTIONS]);

/** Takes an operation apart. It may be anything still. */
function read(kind: string, body: OperationBody): Operation {
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

function readRelated(kind: string, given: unknown): Related {
  const { identifiers, relationship_attributes: attributes = {} } = (given ?? {}) as {
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
function schemaOf(kind: string): string {
  if (kind === 'delivery event') return 'delivery_operations';
  if (CONTENT_ACTIONS.some((action) => kind === `person ${action}`)) return 'person_content';
  return kind === 'person identify' ? 'identify_person' : kind.replace(' ', '_');
}

const PERSON_EXPECTED = 'expected an id, an email, a phone or a cio_id';
const OBJECT_EXPECTED = 'expected object_type_id and object_id, or cio_object_id';

/** Whom an operation should name and does not: the contract leaves much of it open. */
function identifierRefusals(kind: string, operation: Operation): Refusal[] {
  const { person, object, anonymousId, primary, secondary, related, body } = operation;
  const refusals: Refusal[] = [];
  const require = (value: unknown, field: string, message: string) => {
    if (value === undefined) refusals.push({ reason: 'required', field, message });
  };
  if (kind === 'person merge') {
    require(primary, 'primary', PERSON_EXPECTED);
    require(secondary, 'secondary', PERSON_EXPECTED);
  } else if (kind === 'delivery event') {
    require(identifierText(body.identifiers?.id), 'identifiers.id', 'expected the id of a delivery');
  } else if (kind.startsWith('person ')) {
    require(person ?? anonymousId, 'identifiers', PERSON_EXPECTED);
  } else {
    require(object, 'identifiers', OBJECT_EXPECTED);
  }
  const isPersonRelated = kind.startsWith('object ');
  for (const [index, one] of related.entries()) {
    const field = `cio_relationships.${index}.identifiers`;
    if (kind === 'object identify_anonymous') require(one.anonymousId, field, 'expected an anonymous_id');
    else if (isPersonRelated) require(one.person, field, PERSON_EXPECTED);
    else require(one.object, field, OBJECT_EXPECTED);
  }
  return refusals;
}

/** What is longer than Customer.io takes, or more. */
function limitRefusals(workspace: Workspace, operation: Operation): Refusal[] {
  const { person, object, related, attributes, body } = operation;
  const refusals: Refusal[] = [];
  const invalid = (field: string, message: string) => refusals.push({ reason: 'invalid', field, message });
  const tooLong = (bytes: number) => `cannot be longer than ${bytes} bytes`;

  if (person?.[0] === 'id' && isTooLongId(person[1]))
    invalid('identifiers.id', tooLong(LIMITS.identifierBytes));
  if (object && 'object_id' in object && isTooLongId(object.object_id)) {
    invalid('identifiers.object_id', tooLong(LIMITS.identifierBytes));
  }
  if (body.name !== undefined && Buffer.byteLength(body.name) > LIMITS.eventNameBytes) {
    invalid('name', tooLong(LIMITS.eventNameBytes));
  }
  const checkAttributes = (path: string, values: Json, existing?: Json) => {
    for (const { limit, name } of refusedAttributes(values, existing)) {
      if (limit === 'count') invalid(path, `there cannot be more than ${LIMITS.attributes} attributes`);
      else if (limit === 'name')
        invalid(`${path}.${name}`, `property name ${tooLong(LIMITS.attributeNameBytes)}`);
      else invalid(`${path}.${name}`, `property value ${tooLong(LIMITS.attributeValueBytes)}`);
    }
  };
  if (body.action === 'identify' || body.action === 'identify_anonymous') {
    const known = person ? workspace.findBy(...person) : object && workspace.findObject(object);
    checkAttributes('attributes', attributes, known?.attributes);
  }
  for (const [index, one] of related.entries()) {
    checkAttributes(`cio_relationships.${index}.relationship_attributes`, one.attributes);
  }
  return refusals;
}

type Handler = (workspace: Workspace, operation: Operation) => void;

const track: Handler = (workspace, operation) => {
  const event = eventOf(operation.body);
  const { person, anonymousId } = operation;
  if (person) workspace.track(person, event);
  else workspace.trackAnonymous({ ...event, anonymous_id: anonymousId! });
};

const relatePerson: Handler = (workspace, { person, related }) => {
  for (const { object, attributes } of related) workspace.relate(person!, object!, attributes);
};

const relateObject: Handler = (workspace, { object, related }) => {
  for (const { person, attributes } of related) workspace.relate(person!, object!, attributes);
};

/** By type and action. */
const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  [
    'person identify',
    (workspace, operation) => {
      const { person, attributes, body } = operation;
      const time = body.timestamp === undefined ? {} : { _timestamp: body.timestamp };
      workspace.identify(person!, { ...attributes, ...time });
      relatePerson(workspace, operation);
    },
  ],
  ['person delete', (workspace, { person }) => workspace.delete(person!)],
  ['person event', track],
  ['person page', track],
  ['person screen', track],
  ['person viewed_content', track],
  ['person clicked_content', track],
  ['person add_relationships', relatePerson],
  [
    'person delete_relationships',
    (workspace, { person, related }) => {
      for (const { object } of related) workspace.unrelate(person!, object!);
    },
  ],
  [
    'person add_device',
    (workspace, { person, body }) => {
      const { token, ...rest } = body.device!;
      workspace.addDevice(person!, { id: token, ...rest });
    },
  ],
  [
    'person delete_device',
    (workspace, { person, body }) => workspace.deleteDevice(person!, body.device!.token),
  ],
  ['person merge', (workspace, { primary, secondary }) => workspace.merge(primary!, secondary!)],
  ['person suppress', (workspace, { person }) => workspace.suppress(person!)],
  ['person unsuppress', (workspace, { person }) => workspace.unsuppress(person!)],

  [
    'object identify',
    (workspace, operation) => {
      workspace.identifyObject(operation.object!, operation.attributes);
      relateObject(workspace, operation);
    },
  ],
  [
    'object identify_anonymous',
    (workspace, { object, attributes, related }) => {
      workspace.identifyObject(object!, attributes);
      for (const one of related) workspace.relateAnonymous(one.anonymousId!, object!, one.attributes);
    },
  ],
  ['object delete', (workspace, { object }) => workspace.deleteObject(object!)],
  ['object event', (workspace, { object, body }) => workspace.trackObject(object!, eventOf(body))],
  ['object add_relationships', relateObject],
  [
    'object delete_relationships',
    (workspace, { object, related }) => {
      for (const { person } of related) workspace.unrelate(person!, object!);
    },
  ],

  [
    'delivery event',
    (workspace, { attributes, body }) =>
      workspace.reportMetric({ ...attributes, delivery_id: body.identifiers!.id, metric: body.name }),
  ],
]);

function eventOf(body: OperationBody): StoredEvent {
  const { id = ulid(), action, name, timestamp = now(), attributes = {} } = body;
  return { id, name: name!, type: action as StoredEvent['type'], timestamp, data: attributes };
}
