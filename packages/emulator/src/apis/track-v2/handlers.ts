import { ulid } from '@cio/core';
import { reportMetric } from '../../engine/deliveries.js';
import { track, trackAnonymous, trackObject } from '../../engine/events.js';
import { deleteObject, identifyObject } from '../../engine/objects.js';
import {
  addDevice,
  deleteDevice,
  deletePerson,
  identify,
  mergePeople,
  suppress,
} from '../../engine/people.js';
import { relate, relateAnonymous, unrelate } from '../../engine/relationships.js';
import { unsuppress } from '../../engine/suppression.js';
import type { Workspace } from '../../engine/workspace.js';
import type { StoredEvent } from '../../store/event.js';
import type { Operation, OperationBody } from './operation.js';

export type Handler = (workspace: Workspace, operation: Operation) => void;

const trackPerson: Handler = (workspace, operation) => {
  const event = eventOf(workspace, operation.body);
  const { person, anonymousId } = operation;
  if (person) track(workspace, person, event);
  else trackAnonymous(workspace, { ...event, anonymous_id: anonymousId! });
};

const relatePerson: Handler = (workspace, { person, related }) => {
  for (const { object, attributes } of related) relate(workspace, person!, object!, attributes);
};

const relateObject: Handler = (workspace, { object, related }) => {
  for (const { person, attributes } of related) relate(workspace, person!, object!, attributes);
};

/** The handlers of operations, by type and action. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  [
    'person identify',
    (workspace, operation) => {
      const { person, attributes, body } = operation;
      const time = body.timestamp === undefined ? {} : { _timestamp: body.timestamp };
      identify(workspace, person!, { ...attributes, ...time });
      relatePerson(workspace, operation);
    },
  ],
  ['person delete', (workspace, { person }) => deletePerson(workspace, person!)],
  ['person event', trackPerson],
  ['person page', trackPerson],
  ['person screen', trackPerson],
  ['person viewed_content', trackPerson],
  ['person clicked_content', trackPerson],
  ['person add_relationships', relatePerson],
  [
    'person delete_relationships',
    (workspace, { person, related }) => {
      for (const { object } of related) unrelate(workspace, person!, object!);
    },
  ],
  [
    'person add_device',
    (workspace, { person, body }) => {
      const { token, ...rest } = body.device!;
      addDevice(workspace, person!, { id: token, ...rest });
    },
  ],
  [
    'person delete_device',
    (workspace, { person, body }) => deleteDevice(workspace, person!, body.device!.token),
  ],
  ['person merge', (workspace, { primary, secondary }) => mergePeople(workspace, primary!, secondary!)],
  ['person suppress', (workspace, { person }) => suppress(workspace, person!)],
  ['person unsuppress', (workspace, { person }) => unsuppress(workspace, person!)],

  [
    'object identify',
    (workspace, operation) => {
      identifyObject(workspace, operation.object!, operation.attributes);
      relateObject(workspace, operation);
    },
  ],
  [
    'object identify_anonymous',
    (workspace, { object, attributes, related }) => {
      identifyObject(workspace, object!, attributes);
      for (const one of related) relateAnonymous(workspace, one.anonymousId!, object!, one.attributes);
    },
  ],
  ['object delete', (workspace, { object }) => deleteObject(workspace, object!)],
  [
    'object event',
    (workspace, { object, body }) => trackObject(workspace, object!, eventOf(workspace, body)),
  ],
  ['object add_relationships', relateObject],
  [
    'object delete_relationships',
    (workspace, { object, related }) => {
      for (const { person } of related) unrelate(workspace, person!, object!);
    },
  ],

  [
    'delivery event',
    (workspace, { attributes, body }) =>
      reportMetric(workspace, {
        ...attributes,
        delivery_id: String(body.identifiers!.id),
        ...(body.name !== undefined && { metric: body.name }),
      }),
  ],
]);

function eventOf({ clock }: Workspace, body: OperationBody): StoredEvent {
  const { id = ulid(), action, name, timestamp = clock.unixSeconds(), attributes = {} } = body;
  return { id, name: name!, type: action as StoredEvent['type'], timestamp, data: attributes };
}
