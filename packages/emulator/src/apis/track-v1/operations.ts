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
  unsuppress,
} from '../../engine/people.js';
import { relate, unrelate } from '../../engine/relationships.js';
import type { Workspace } from '../../engine/workspace.js';
import { unixSeconds } from '../../lib/clock.js';
import type { StoredEvent } from '../../store/event.js';
import {
  identifierOfPath,
  identifierText,
  type PersonIdentifier,
  type PersonKey,
  type StoredDevice,
} from '../../store/person.js';
import { type ApiResponse, accepted, noContent } from '../api.js';
import { attributesOverLimits } from '../attribute-limits.js';
import { isTooLongId, objectIdentifiers, personIdentifier } from '../identifiers.js';

/** A request of version 1 that has been validated against the contract. */
interface TrackRequest {
  workspace: Workspace;
  parameters: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  region: 'us' | 'eu';
  /** Makes the effect of the request visible: at once, or after the emulator's `consistencyMs`. */
  apply: (effect: () => void) => void;
}

type Handler = (request: TrackRequest) => ApiResponse;

/** 400, with what is wrong with the request. */
export function badRequest(errors: string[]): ApiResponse {
  return { status: 400, body: { meta: { errors } } };
}

/** The handlers of version 1, by the contract's operation id. */
export const trackV1: Record<string, Handler> = {
  getRegion: ({ region }) => ({
    status: 200,
    body: { url: `https://track${region === 'eu' ? '-eu' : ''}.customer.io`, region, environment_id: 1 },
  }),

  identify: forPerson((person, { workspace, body, apply }) => {
    const { action, relationships = [] } = (body.cio_relationships ?? {}) as RelationshipsBody;
    const related = relationships.map(({ identifiers, relationship_attributes = {} }) => ({
      object: objectIdentifiers(identifiers),
      attributes: relationship_attributes,
    }));
    const errors = attributeErrors(body, workspace.findBy(...person)?.attributes);
    const id = identifierText(body.id);
    if (id !== undefined && isTooLongId(id)) errors.push(`id ${TOO_LONG_ID}`);
    for (const { object, attributes } of related) {
      if (!object) errors.push('cio_relationships: expected object_type_id and object_id, or cio_object_id');
      errors.push(...attributeErrors(attributes));
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
    apply(() => addDevice(workspace, person, body.device as StoredDevice));
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

  track: forPerson((person, request) => {
    const { workspace } = request;
    return store(request, (event) => track(workspace, person, event));
  }),

  // An event without an anonymous_id is an invitation. It is taken without a recipient too.
  trackAnonymous: (request) => {
    const { workspace } = request;
    return store(request, (event) => trackAnonymous(workspace, event));
  },

  submitForm: ({ workspace, parameters, body, apply }) => {
    const data = body.data as Record<string, unknown>;
    if (!personIdentifier(data, ['id', 'email']))
      return badRequest(['data.email or data.id cannot be blank']);
    const errors = attributeErrors(data);
    if (errors.length > 0) return badRequest(errors);
    apply(() => submitForm(workspace, parameters.form_id!, data));
    return noContent;
  },

  merge: ({ workspace, body, apply }) => {
    const [primary, secondary] = [body.primary, body.secondary].map((one) =>
      personIdentifier(one as Record<string, unknown>, ['id', 'email', 'cio_id']),
    );
    if (!primary || !secondary) return badRequest(['primary and secondary need an id, an email or a cio_id']);
    apply(() => mergePeople(workspace, primary, secondary));
    return accepted;
  },

  metrics: ({ workspace, body, apply }) => {
    apply(() => reportMetric(workspace, body));
    return { status: 200, body: null };
  },

  pushMetrics: ({ workspace, body, apply }) => {
    apply(() => reportMetric(workspace, body));
    return { status: 200, body: null };
  },

  add_to_segment: (request) => segment(request, true),
  remove_from_segment: (request) => segment(request, false),
};

interface RelationshipsBody {
  action?: string;
  relationships?: {
    identifiers?: Record<string, unknown>;
    relationship_attributes?: Record<string, unknown>;
  }[];
}

const TOO_LONG_ID = `cannot be longer than ${LIMITS.identifierBytes} bytes`;

/** An operation on the person that the path names. */
function forPerson(handler: (person: PersonIdentifier, request: TrackRequest) => ApiResponse): Handler {
  return (request) => {
    const person = identifierOfPath(request.parameters.identifier!);
    if (person[0] === 'id' && isTooLongId(person[1])) return badRequest([`id ${TOO_LONG_ID}`]);
    return handler(person, request);
  };
}

/** What version 1 says of attributes that Customer.io refuses. */
function attributeErrors(attributes: Record<string, unknown>, existing?: Record<string, unknown>): string[] {
  return attributesOverLimits(attributes, existing).map(({ limit, name }) => {
    if (limit === 'value')
      return `value for attribute '${name}' cannot be longer than ${LIMITS.attributeValueBytes} bytes`;
    if (limit === 'name')
      return `attribute name '${name}' cannot be longer than ${LIMITS.attributeNameBytes} bytes`;
    return `there cannot be more than ${LIMITS.attributes} attributes`;
  });
}

function segment({ workspace, parameters, query, body, apply }: TrackRequest, member: boolean): ApiResponse {
  const idType = (query.get('id_type') ?? 'id') as PersonKey;
  const segmentId = Number(parameters.segment_id);
  if (!Number.isInteger(segmentId)) return badRequest(['segment_id must be integer']);
  apply(() => setSegmentMembers(workspace, segmentId, body.ids as string[], idType, member));
  return accepted;
}

function store({ body, apply }: TrackRequest, keep: (event: StoredEvent) => void): ApiResponse {
  const {
    id = ulid(),
    name,
    type = 'event',
    timestamp = unixSeconds(),
    data = {},
    anonymous_id,
  } = body as Partial<StoredEvent>;
  const nameBytes = Buffer.byteLength(name ?? '');
  const dataBytes = Buffer.byteLength(JSON.stringify(data));
  if (nameBytes > LIMITS.eventNameBytes)
    return badRequest([`name is ${nameBytes} bytes, at most ${LIMITS.eventNameBytes}`]);
  if (dataBytes > LIMITS.eventDataBytes)
    return badRequest([`data is ${dataBytes} bytes, at most ${LIMITS.eventDataBytes}`]);
  const event = {
    id,
    name: name!,
    type,
    timestamp,
    data,
    ...(anonymous_id !== undefined && { anonymous_id }),
  };
  apply(() => keep(event));
  return accepted;
}
