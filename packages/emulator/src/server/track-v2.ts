import { ulid } from '@cio/core';
import { trackContract } from '@cio-internal/contract';
import { now, type ObjectIdentifiers, type StoredEvent, type Workspace } from '../workspace/workspace.js';
import { type EmulatorAnswer, ok } from './answers.js';
import { whoBy } from './track-v1.js';

interface Fault {
  reason: string;
  field: string;
  message: string;
}

/** One item of a batch, held against the contract before it is looked at. */
interface Operation {
  type: string;
  action: string;
  identifiers: object;
  attributes?: Record<string, unknown>;
  cio_relationships?: { identifiers: object; relationship_attributes?: Record<string, unknown> }[];
  device: { token: string; platform: string; last_used?: number; attributes?: Record<string, unknown> };
  primary: object;
  secondary: object;
  id?: string;
  name: string;
  timestamp?: number;
}

const MAX_OPERATION = 32 * 1024;
const MAX_BATCH = 500_000;

export function badOperation(message: string, field = '', reason = 'invalid'): EmulatorAnswer {
  return { status: 400, body: { errors: [{ reason, field, message }] } };
}

/** The two operations of the v2 API. */
export function trackV2(
  operationId: string,
  workspace: Workspace,
  body: unknown,
  text: string,
): EmulatorAnswer {
  if (operationId === 'entity') {
    const fault = perform(workspace, body);
    return fault ? badOperation(fault.message, fault.field, fault.reason) : ok;
  }
  const size = Buffer.byteLength(text);
  if (size > MAX_BATCH)
    return badOperation(`the body is ${size} bytes, at most ${MAX_BATCH}`, 'batch', 'too_large');
  const { batch } = (body ?? {}) as { batch?: unknown };
  if (!Array.isArray(batch)) return badOperation('expected an array', 'batch', 'required');
  const errors = batch.flatMap((item, batch_index) => {
    const fault = perform(workspace, item);
    return fault ? [{ batch_index, ...fault }] : [];
  });
  return errors.length > 0 ? { status: 207, body: { errors } } : ok;
}

/** Does what an operation says, or tells what is wrong with it. */
function perform(workspace: Workspace, item: unknown): Fault | undefined {
  const { type, action } = (item ?? {}) as Partial<Operation>;
  const handler = handlers[`${type} ${action}`];
  if (!handler) return { reason: 'invalid', field: 'action', message: `no operation ${type} ${action}` };
  const size = Buffer.byteLength(JSON.stringify(item));
  if (size > MAX_OPERATION) {
    return {
      reason: 'too_large',
      field: '',
      message: `the operation is ${size} bytes, at most ${MAX_OPERATION}`,
    };
  }
  const [error] = trackContract.schemaErrors(schemaOf(`${type}`, `${action}`), item);
  if (error) return { reason: 'invalid', field: error.split(' ')[0] ?? '', message: error };
  handler(workspace, item as Operation);
  return undefined;
}

/** The contract's name for the shape of an operation. */
function schemaOf(type: string, action: string): string {
  if (type === 'delivery') return 'delivery_operations';
  return type === 'person' && action === 'identify' ? 'identify_person' : `${type}_${action}`;
}

const handlers: Record<string, (workspace: Workspace, operation: Operation) => void> = {
  'person identify': (workspace, { identifiers, attributes = {}, timestamp, cio_relationships = [] }) => {
    const time = timestamp === undefined ? {} : { _timestamp: timestamp };
    workspace.identify(whoBy(identifiers), { ...attributes, ...time });
    for (const related of cio_relationships) relate(workspace, identifiers, related.identifiers, related);
  },
  'person delete': (workspace, { identifiers }) => workspace.delete(whoBy(identifiers)),
  'person event': (workspace, operation) => workspace.track(whoBy(operation.identifiers), eventOf(operation)),
  'person page': (workspace, operation) => workspace.track(whoBy(operation.identifiers), eventOf(operation)),
  'person screen': (workspace, operation) =>
    workspace.track(whoBy(operation.identifiers), eventOf(operation)),
  'person add_relationships': (workspace, { identifiers, cio_relationships = [] }) => {
    for (const related of cio_relationships) relate(workspace, identifiers, related.identifiers, related);
  },
  'person delete_relationships': (workspace, { identifiers, cio_relationships = [] }) => {
    for (const related of cio_relationships) {
      workspace.unrelate(whoBy(identifiers), related.identifiers as ObjectIdentifiers);
    }
  },
  'person add_device': (workspace, { identifiers, device: { token, ...rest } }) =>
    workspace.addDevice(whoBy(identifiers), { id: token, ...rest }),
  'person delete_device': (workspace, { identifiers, device }) =>
    workspace.deleteDevice(whoBy(identifiers), device.token),
  'person merge': (workspace, { primary, secondary }) => workspace.merge(whoBy(primary), whoBy(secondary)),
  'person suppress': (workspace, { identifiers }) => workspace.suppress(whoBy(identifiers)),
  'person unsuppress': (workspace, { identifiers }) => workspace.unsuppress(whoBy(identifiers)),

  'object identify': (workspace, { identifiers, attributes, cio_relationships = [] }) => {
    workspace.identifyObject(identifiers as ObjectIdentifiers, attributes);
    for (const related of cio_relationships) relate(workspace, related.identifiers, identifiers, related);
  },
  'object identify_anonymous': (workspace, { identifiers, attributes, cio_relationships = [] }) => {
    workspace.identifyObject(identifiers as ObjectIdentifiers, attributes);
    for (const { identifiers: anonymous, relationship_attributes } of cio_relationships) {
      const { anonymous_id } = anonymous as { anonymous_id: string };
      workspace.relateAnonymous(anonymous_id, identifiers as ObjectIdentifiers, relationship_attributes);
    }
  },
  'object delete': (workspace, { identifiers }) => workspace.deleteObject(identifiers as ObjectIdentifiers),
  'object event': (workspace, operation) =>
    workspace.trackObject(operation.identifiers as ObjectIdentifiers, eventOf(operation)),
  'object add_relationships': (workspace, { identifiers, cio_relationships = [] }) => {
    for (const related of cio_relationships) relate(workspace, related.identifiers, identifiers, related);
  },
  'object delete_relationships': (workspace, { identifiers, cio_relationships = [] }) => {
    for (const related of cio_relationships) {
      workspace.unrelate(whoBy(related.identifiers), identifiers as ObjectIdentifiers);
    }
  },

  'delivery event': (workspace, { identifiers, name, attributes }) => {
    workspace.reportMetric({ delivery_id: (identifiers as { id: string }).id, metric: name, ...attributes });
  },
};

function relate(
  workspace: Workspace,
  person: object,
  object: object,
  { relationship_attributes }: { relationship_attributes?: Record<string, unknown> },
): void {
  workspace.relate(whoBy(person), object as ObjectIdentifiers, relationship_attributes);
}

function eventOf({ id = ulid(), action, name, timestamp = now(), attributes = {} }: Operation): StoredEvent {
  return { id, name, type: action as StoredEvent['type'], timestamp, data: attributes };
}
