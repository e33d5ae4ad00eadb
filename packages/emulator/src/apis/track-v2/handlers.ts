import { ulid } from '@cio/core';
import { now, type StoredEvent, type Workspace } from '../../engine/workspace.js';
import type { Operation, OperationBody } from './operation.js';

export type Handler = (workspace: Workspace, operation: Operation) => void;

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

/** The handlers of operations, by type and action. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
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
