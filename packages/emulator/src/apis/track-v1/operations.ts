import { LIMITS, ulid } from '@cio/core';
import { reportMetric, unsubscribe } from '../../engine/deliveries.js';
import { track, trackAnonymous } from '../../engine/events.js';
import {
  addDevice,
  deleteDevice,
  deletePerson,
  identify,
  mergePeople,
  setSegmentMembers,
  submitForm,
  suppress,
} from '../../engine/people.js';
import { relate, unrelate } from '../../engine/relationships.js';
import { unsuppress } from '../../engine/suppression.js';
import type { Workspace } from '../../engine/workspace.js';
import type { RequestBodies } from '../../generated/track-types.js';
import type { Json } from '../../lib/json.js';
import type { StoredEvent } from '../../store/event.js';
import {
  identifierOfPath,
  identifierText,
  type PersonIdentifier,
  type PersonKey,
} from '../../store/person.js';
import { type ApiResponse, accepted, noContent } from '../api.js';
import { attributesOverLimits } from '../attribute-limits.js';
import { isTooLongId, objectIdentifiers, personIdentifier } from '../identifiers.js';

/** The contract's operation ids of version 1. */
export type OperationId = Exclude<keyof RequestBodies, 'entity' | 'batch'>;

/** A request of version 1 that has been validated against the contract. */
interface TrackRequest<Body = unknown> {
  workspace: Workspace;
  /** The path's parameters, decoded. */
  parameters: Record<string, string>;
  query: URLSearchParams;
  body: Body;
  region: 'us' | 'eu';
  /** Makes the effect of the request visible: at once, or after the emulator's `consistencyMs`. */
  apply: (effect: () => void) => void;
}

export type TrackHandler<Body = unknown> = (request: TrackRequest<Body>) => ApiResponse;

/** 400, with what is wrong with the request. */
export function badRequest(errors: string[]): ApiResponse {
  return { status: 400, body: { meta: { errors } } };
}

/** The handlers of version 1. The body of a request has the type that the contract has for its operation. */
export const handlers: { [Id in OperationId]: TrackHandler<RequestBodies[Id]> } = {
  getRegion: ({ region }) => ({
    status: 200,
    body: { url: `https://track${region === 'eu' ? '-eu' : ''}.customer.io`, region, environment_id: 1 },
  }),

  identify: forPerson((person, { workspace, body, apply }) => {
    const { action, relationships = [] } = body.cio_relationships ?? {};
    const related = relationships.map(({ identifiers, relationship_attributes = {} }) => ({
      object: objectIdentifiers(identifiers as Json | undefined),
      attributes: relationship_attributes,
    }));
    const errors = attributeRejections(body, workspace.findBy(...person)?.attributes);
    const id = identifierText(body.id);
    if (id !== undefined && isTooLongId(id)) errors.push(`id ${TOO_LONG_ID}`);
    for (const { object, attributes } of related) {
      if (!object) errors.push('cio_relationships: expected object_type_id and object_id, or cio_object_id');
      errors.push(...attributeRejections(attributes));
    }
    if (errors.length > 0) return badRequest(errors);

    apply(() => {
      identify(workspace, person, body);
      for (const { object, attributes } of related) {
        if (action === 'delete_relationships') unrelate(workspace, person, object!);
        else relate(workspace, person, object!, attributes);
      }
    });
    return accepted;
  }),

  delete: forPerson((person, { workspace, apply }) => {
    apply(() => deletePerson(workspace, person));
    return accepted;
  }),

  add_device: forPerson((person, { workspace, body, apply }) => {
    apply(() => addDevice(workspace, person, body.device));
    return accepted;
  }),

  delete_device: forPerson((person, { workspace, parameters, apply }) => {
    apply(() => deleteDevice(workspace, person, parameters.device_id!));
    return accepted;
  }),

  suppress: forPerson((person, { workspace, apply }) => {
    apply(() => suppress(workspace, person));
    return accepted;
  }),

  unsuppress: forPerson((person, { workspace, apply }) => {
    apply(() => unsuppress(workspace, person));
    return accepted;
  }),

  unsubscribe: ({ workspace, parameters, apply }) => {
    apply(() => unsubscribe(workspace, parameters.delivery_id!));
    return accepted;
  },

  track: forPerson((person, request) =>
    addEvent(request, (event) => track(request.workspace, person, event)),
  ),

  // An event without an anonymous_id is an invite event.
  trackAnonymous: (request) => addEvent(request, (event) => trackAnonymous(request.workspace, event)),

  submitForm: ({ workspace, parameters, body, apply }) => {
    const { data } = body;
    if (!personIdentifier(data, ['id', 'email']))
      return badRequest(['data.email or data.id cannot be blank']);
    const errors = attributeRejections(data);
    if (errors.length > 0) return badRequest(errors);
    apply(() => submitForm(workspace, parameters.form_id!, data));
    return noContent;
  },

  merge: ({ workspace, body, apply }) => {
    const [primary, secondary] = [body.primary, body.secondary].map((identifiers) =>
      personIdentifier({ ...identifiers }, ['id', 'email', 'cio_id']),
    );
    if (!primary || !secondary) return badRequest(['primary and secondary need an id, an email or a cio_id']);
    apply(() => mergePeople(workspace, primary, secondary));
    return accepted;
  },

  metrics: ({ workspace, body, apply }) => {
    apply(() => reportMetric(workspace, { ...body }));
    return { status: 200, body: null };
  },

  pushMetrics: ({ workspace, body, apply }) => {
    apply(() => reportMetric(workspace, { ...body }));
    return { status: 200, body: null };
  },

  add_to_segment: (request) => changeSegment(request, true),
  remove_from_segment: (request) => changeSegment(request, false),
};

const TOO_LONG_ID = `cannot be longer than ${LIMITS.identifierBytes} bytes`;

/** A handler for the person that the path names. */
function forPerson<Body>(
  handler: (person: PersonIdentifier, request: TrackRequest<Body>) => ApiResponse,
): TrackHandler<Body> {
  return (request) => {
    const person = identifierOfPath(request.parameters.identifier!);
    if (person[0] === 'id' && isTooLongId(person[1])) return badRequest([`id ${TOO_LONG_ID}`]);
    return handler(person, request);
  };
}

/** Why attributes are rejected: those that exceed a limit. */
function attributeRejections(attributes: Json, existing?: Json): string[] {
  return attributesOverLimits(attributes, existing).map(({ limit, name }) => {
    if (limit === 'value')
      return `value for attribute '${name}' cannot be longer than ${LIMITS.attributeValueBytes} bytes`;
    if (limit === 'name')
      return `attribute name '${name}' cannot be longer than ${LIMITS.attributeNameBytes} bytes`;
    return `there cannot be more than ${LIMITS.attributes} attributes`;
  });
}

function changeSegment(
  { workspace, parameters, query, body, apply }: TrackRequest<RequestBodies['add_to_segment']>,
  isMember: boolean,
): ApiResponse {
  const idType = (query.get('id_type') ?? 'id') as PersonKey;
  const segmentId = Number(parameters.segment_id);
  if (!Number.isInteger(segmentId)) return badRequest(['segment_id must be integer']);
  apply(() => setSegmentMembers(workspace, segmentId, body.ids, idType, isMember));
  return accepted;
}

/** An event in a request, whatever its kind. */
type EventBody = Partial<Omit<StoredEvent, 'name'>> & { name: string };

function addEvent(
  { workspace, body, apply }: TrackRequest<EventBody>,
  add: (event: StoredEvent) => void,
): ApiResponse {
  const { clock } = workspace;
  const {
    id = ulid(),
    name,
    type = 'event',
    timestamp = clock.unixSeconds(),
    data = {},
    anonymous_id,
  } = body;
  const nameBytes = Buffer.byteLength(name);
  const dataBytes = Buffer.byteLength(JSON.stringify(data));
  if (nameBytes > LIMITS.eventNameBytes)
    return badRequest([`name is ${nameBytes} bytes, at most ${LIMITS.eventNameBytes}`]);
  if (dataBytes > LIMITS.eventDataBytes)
    return badRequest([`data is ${dataBytes} bytes, at most ${LIMITS.eventDataBytes}`]);
  const anonymous = anonymous_id === undefined ? {} : { anonymous_id };
  apply(() => add({ id, name, type, timestamp, data, ...anonymous }));
  return accepted;
}
