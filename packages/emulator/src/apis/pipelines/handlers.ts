import { randomUUID } from 'node:crypto';
import { claimAnonymous } from '../../engine/claim-anonymous.js';
import { reportMetric } from '../../engine/deliveries.js';
import { dropAnonymousIdentify } from '../../engine/drops.js';
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
import type { Json } from '../../lib/json.js';
import { unixTime, withUnixTimes } from '../../lib/unix-times.js';
import type { StoredEvent } from '../../store/event.js';
import { identifierText } from '../../store/person.js';
import type { Message } from './message.js';
import { identifiedBy, objectOf, personOf } from './targets.js';

type Handler = (workspace: Workspace, message: Message) => void;

/** Does what a message says. */
export function applyMessage(workspace: Workspace, message: Message): void {
  const { type, event = '' } = message;
  const handler = (type === 'track' && semanticEvents.get(event)) || handlers.get(type)!;
  handler(workspace, message);
}

/** The handlers by type. */
const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['identify', identifyPerson],
  ['track', (workspace, message) => record(workspace, message, 'event', message.event!)],
  ['page', (workspace, message) => record(workspace, message, 'page', viewName(message))],
  ['screen', (workspace, message) => record(workspace, message, 'screen', viewName(message))],
  ['group', group],
  ['alias', alias],
]);

/** The handlers of events that Customer.io does something for, in place of recording them. */
const semanticEvents: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['User Deleted', (workspace, { userId }) => deletePerson(workspace, personOf(userId!))],
  ['User Suppressed', (workspace, { userId }) => suppress(workspace, personOf(userId!))],
  ['User Unsuppressed', (workspace, { userId }) => unsuppress(workspace, personOf(userId!))],
  [
    'Device Created or Updated',
    (workspace, message) => {
      const { token, type } = deviceOf(message);
      addDevice(workspace, personOf(message.userId!), {
        id: token,
        platform: type ?? 'unknown',
        last_used: timeOf(workspace, message),
        ...(message.properties && { attributes: message.properties }),
      });
    },
  ],
  [
    'Device Deleted',
    (workspace, message) => deleteDevice(workspace, personOf(message.userId!), deviceOf(message).token),
  ],
  [
    'Relationship Deleted',
    (workspace, { userId, properties }) =>
      unrelate(workspace, personOf(userId!), objectOf(properties!.objectId, properties!.objectTypeId)),
  ],
  [
    'Object Deleted',
    (workspace, { properties }) =>
      deleteObject(workspace, objectOf(properties!.objectId, properties!.objectTypeId)),
  ],
  [
    'Report Content Event',
    (workspace, message) => {
      const type =
        message.properties?.actionType === 'clicked_content' ? 'clicked_content' : 'viewed_content';
      record(workspace, message, type, type);
    },
  ],
  [
    'Report Delivery Event',
    (workspace, { properties: { deliveryId, ...report } = {} }) =>
      reportMetric(workspace, { ...report, delivery_id: String(deliveryId) }),
  ],
]);

function identifyPerson(workspace: Workspace, message: Message): void {
  const { anonymousId, traits = {} } = message;
  const { createdAt, ...others } = traits;
  const identifier = identifiedBy(workspace, message);
  if (!identifier) {
    dropAnonymousIdentify(workspace);
    return;
  }
  identify(workspace, identifier, {
    ...(withUnixTimes(others) as Json),
    ...(createdAt !== undefined && { created_at: withUnixTimes(createdAt) }),
    ...(anonymousId !== undefined && { anonymous_id: anonymousId }),
    _timestamp: timeOf(workspace, message),
  });
}

/** Records an event or a view: of a person, of somebody who is not identified yet, or of a group. */
function record(workspace: Workspace, message: Message, type: StoredEvent['type'], name: string): void {
  const { userId, anonymousId, groupId, messageId = randomUUID(), properties = {} } = message;
  const data = withUnixTimes(properties) as Json;
  const event: StoredEvent = { id: messageId, name, type, timestamp: timeOf(workspace, message), data };
  if (identifierText(userId)) track(workspace, personOf(userId!), event);
  else if (anonymousId !== undefined) trackAnonymous(workspace, { ...event, anonymous_id: anonymousId });
  else if (groupId !== undefined) trackObject(workspace, objectOf(groupId), event);
  else trackAnonymous(workspace, event);
}

function viewName({ name, properties }: Message): string {
  return name ?? identifierText(properties?.url) ?? '';
}

function group(workspace: Workspace, { userId, anonymousId, groupId, traits = {} }: Message): void {
  const { object_type_id, relationshipAttributes, createdAt, ...attributes } = traits;
  const object = objectOf(groupId, object_type_id);
  identifyObject(workspace, object, {
    ...(withUnixTimes(attributes) as Json),
    ...(createdAt !== undefined && { created_at: withUnixTimes(createdAt) }),
  });
  const about = withUnixTimes(relationshipAttributes ?? {}) as Json;
  if (identifierText(userId)) relate(workspace, personOf(userId!), object, about);
  else relateAnonymous(workspace, anonymousId!, object, about);
}

/** What is known of the previous id becomes the person's: anonymous events, or a person who had it. */
function alias(workspace: Workspace, { previousId, userId }: Message): void {
  const identifier = personOf(userId!);
  identify(workspace, identifier);
  const person = workspace.findBy(...identifier);
  if (!person) return;
  // A person has one anonymous id by which later events are found. Earlier events are of any number of them.
  if (person.attributes.anonymous_id === undefined)
    identify(workspace, identifier, { anonymous_id: previousId });
  else claimAnonymous(workspace, previousId!, person);
  const previous = workspace.findBy(...personOf(previousId!));
  if (previous && previous !== person) mergePeople(workspace, identifier, personOf(previousId!));
}

/** The device of a message about one. */
function deviceOf({ context }: Message): { token: string; type?: string } {
  return context!.device as { token: string; type?: string };
}

/** When it happened, in unix seconds. */
function timeOf(workspace: Workspace, { timestamp }: Message): number {
  return unixTime(timestamp) ?? workspace.clock.unixSeconds();
}
