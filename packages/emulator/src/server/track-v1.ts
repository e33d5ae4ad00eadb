import { ulid } from '@cio/core';
import {
  now,
  type PersonKey,
  type StoredDevice,
  type StoredEvent,
  type StoredRelationship,
  type Who,
  type Workspace,
  whoOf,
} from '../workspace/workspace.js';
import { badRequest, type EmulatorAnswer, ok } from './answers.js';

interface TrackRequest {
  workspace: Workspace;
  parameters: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  region: 'us' | 'eu';
}

type Handler = (request: TrackRequest) => EmulatorAnswer;

const MAX_EVENT_NAME = 100;
const MAX_EVENT_DATA = 100_000;

/** What each v1 operation does, by the contract's operation id. Bodies have been held against the contract. */
export const trackV1: Record<string, Handler> = {
  getRegion: ({ region }) => ({
    status: 200,
    body: { url: `https://track${region === 'eu' ? '-eu' : ''}.customer.io`, region, environment_id: 1 },
  }),

  identify: ({ workspace, parameters, body }) => {
    const who = whoOf(parameters.identifier!);
    workspace.identify(who, body);
    const { action, relationships = [] } = (body.cio_relationships ?? {}) as RelationshipsBody;
    for (const { identifiers, relationship_attributes } of relationships) {
      if (action === 'delete_relationships') workspace.unrelate(who, identifiers);
      else workspace.relate(who, identifiers, relationship_attributes);
    }
    return ok;
  },

  delete: ({ workspace, parameters }) => {
    workspace.delete(whoOf(parameters.identifier!));
    return ok;
  },

  add_device: ({ workspace, parameters, body }) => {
    workspace.addDevice(whoOf(parameters.identifier!), body.device as StoredDevice);
    return ok;
  },

  delete_device: ({ workspace, parameters }) => {
    workspace.deleteDevice(whoOf(parameters.identifier!), parameters.device_id!);
    return ok;
  },

  suppress: ({ workspace, parameters }) => {
    workspace.suppress(whoOf(parameters.identifier!));
    return ok;
  },

  unsuppress: ({ workspace, parameters }) => {
    workspace.unsuppress(whoOf(parameters.identifier!));
    return ok;
  },

  unsubscribe: ({ workspace, parameters }) => {
    workspace.unsubscribes.push(parameters.delivery_id!);
    const message = workspace.app.messages.find(({ id }) => id === parameters.delivery_id);
    if (message) {
      workspace.setMetric(message, 'unsubscribed');
      if (message.cio_id) workspace.identify(['cio_id', message.cio_id], { unsubscribed: true });
    }
    return ok;
  },

  track: ({ workspace, parameters, body }) =>
    store(body, (event) => workspace.track(whoOf(parameters.identifier!), event)),

  trackAnonymous: ({ workspace, body }) => {
    const { anonymous_id, data } = body as { anonymous_id?: string; data?: { recipient?: unknown } };
    if (!anonymous_id && typeof data?.recipient !== 'string') {
      return badRequest(['an event without anonymous_id needs data.recipient']);
    }
    return store(body, (event) => workspace.trackAnonymous(event));
  },

  submitForm: ({ workspace, parameters, body }) => {
    workspace.submitForm(parameters.form_id!, body.data as Record<string, unknown>);
    return { status: 204, body: null };
  },

  merge: ({ workspace, body }) => {
    workspace.merge(whoBy(body.primary as object), whoBy(body.secondary as object));
    return ok;
  },

  metrics: ({ workspace, body }) => {
    workspace.reportMetric(body);
    return { status: 200, body: null };
  },

  pushMetrics: ({ workspace, body }) => {
    workspace.reportMetric(body);
    return { status: 200, body: null };
  },

  add_to_segment: (request) => segment(request, true),
  remove_from_segment: (request) => segment(request, false),
};

interface RelationshipsBody {
  action?: string;
  relationships?: StoredRelationship[];
}

/** A person by an object with one identifier. */
export function whoBy(identifiers: object): Who {
  const [[key, value] = ['id', '']] = Object.entries(identifiers);
  return [key as PersonKey, String(value)];
}

function segment({ workspace, parameters, query, body }: TrackRequest, member: boolean): EmulatorAnswer {
  const idType = (query.get('id_type') ?? 'id') as 'id' | 'email' | 'cio_id';
  const segmentId = Number(parameters.segment_id);
  if (!Number.isInteger(segmentId)) return badRequest(['segment_id must be integer']);
  workspace.setSegment(segmentId, body.ids as string[], idType, member);
  return ok;
}

function store(body: Record<string, unknown>, keep: (event: StoredEvent) => void): EmulatorAnswer {
  const {
    id = ulid(),
    name,
    type = 'event',
    timestamp = now(),
    data = {},
    anonymous_id,
  } = body as Partial<StoredEvent>;
  const nameBytes = Buffer.byteLength(name ?? '');
  const dataBytes = Buffer.byteLength(JSON.stringify(data));
  if (nameBytes > MAX_EVENT_NAME)
    return badRequest([`name is ${nameBytes} bytes, at most ${MAX_EVENT_NAME}`]);
  if (dataBytes > MAX_EVENT_DATA)
    return badRequest([`data is ${dataBytes} bytes, at most ${MAX_EVENT_DATA}`]);
  keep({ id, name: name!, type, timestamp, data, ...(anonymous_id !== undefined && { anonymous_id }) });
  return ok;
}
