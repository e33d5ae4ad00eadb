import { LIMITS } from '@cio/core';
import { pipelinesContract } from '@cio-internal/contract';
import type { Workspace } from '../../engine/workspace.js';
import { isObject, type Json } from '../../lib/json.js';
import { identifierText } from '../../store/person.js';
import { attributesOverLimits } from '../attribute-limits.js';
import { isTooLongId } from '../identifiers.js';
import type { Message } from './message.js';
import { identifiedBy, objectOf } from './targets.js';

/** The kinds of messages. */
const TYPES: readonly unknown[] = ['identify', 'track', 'page', 'screen', 'group', 'alias'];

/** The events that do something in Customer.io, and the contract's name for the shape of each. */
const SEMANTIC_EVENTS: ReadonlyMap<unknown, string> = new Map([
  ['User Deleted', 'delete_person'],
  ['User Suppressed', 'suppress_person'],
  ['User Unsuppressed', 'unsuppress_person'],
  ['Device Created or Updated', 'create_update_device'],
  ['Device Deleted', 'delete_device'],
  ['Relationship Deleted', 'relationship_deleted'],
  ['Object Deleted', 'group_deleted'],
  ['Report Delivery Event', 'report_delivery_event'],
]);

/** Why a message is rejected; an empty list where it is not. */
export function rejectionsOf(workspace: Workspace, message: unknown): string[] {
  if (!isObject(message)) return ['expected an object'];
  if (!TYPES.includes(message.type)) return [`type must be one of ${TYPES.join(', ')}`];
  const missing = missingField(message as unknown as Message);
  if (missing) return [`${missing} is required`];
  const error = contractError(message);
  return error ? [error] : limitRejections(workspace, message);
}

/** How a message differs from the contract. Of a union's errors, one that tells what is wrong in the message itself. */
function contractError(message: Json): string | undefined {
  const schema = (message.type === 'track' && SEMANTIC_EVENTS.get(message.event)) || String(message.type);
  const errors = pipelinesContract.schemaErrors(schema, acceptedForm(message));
  return errors.find((error) => !/required property|in anyOf|^(event|type) must/.test(error)) ?? errors[0];
}

/** What a message lacks: a name, or who or what it is about. The contract leaves much of it open. */
function missingField({ type, userId, anonymousId, groupId, event, traits }: Message): string | undefined {
  const hasPerson = identifierText(userId) !== undefined || identifierText(anonymousId) !== undefined;
  const hasGroup = identifierText(groupId) !== undefined;
  switch (type) {
    case 'identify':
      return hasPerson || identifierText(traits?.email) !== undefined
        ? undefined
        : 'userId, anonymousId or traits.email';
    case 'track':
      if (event === undefined) return 'event';
      return hasPerson || hasGroup || SEMANTIC_EVENTS.has(event) || event === 'Report Content Event'
        ? undefined
        : 'userId, anonymousId or groupId';
    case 'group':
      if (!hasGroup) return 'groupId';
      return hasPerson ? undefined : 'userId or anonymousId';
    case 'alias':
      return undefined;
    default:
      return hasPerson ? undefined : 'userId or anonymousId';
  }
}

/** What exceeds a limit. */
function limitRejections(workspace: Workspace, message: Json): string[] {
  const errors: string[] = [];
  for (const name of ['userId', 'anonymousId', 'previousId', 'groupId', 'messageId']) {
    const value = message[name];
    if (typeof value === 'string' && isTooLongId(value)) {
      errors.push(`${name} cannot be longer than ${LIMITS.identifierBytes} bytes`);
    }
  }
  if (typeof message.event === 'string' && Buffer.byteLength(message.event) > LIMITS.eventNameBytes) {
    errors.push(`event cannot be longer than ${LIMITS.eventNameBytes} bytes`);
  }
  const { relationshipAttributes, ...traits } = isObject(message.traits) ? message.traits : {};
  const checkAttributes = (path: string, values: Json, existing?: Json) => {
    for (const { limit, name } of attributesOverLimits(values, existing)) {
      errors.push(`${path}${name && `.${name}`}: over the limit of an attribute's ${limit}`);
    }
  };
  checkAttributes('traits', traits, targetOf(workspace, message as unknown as Message)?.attributes);
  if (isObject(relationshipAttributes))
    checkAttributes('traits.relationshipAttributes', relationshipAttributes);
  return errors;
}

/** A message as the contract has it: other libraries send options of integrations, and a `createdAt` in other forms. */
function acceptedForm({ integrations: _, traits, ...message }: Json): Json {
  if (!isObject(traits)) return traits === undefined ? message : { ...message, traits };
  const { createdAt: __, ...others } = traits;
  return { ...message, traits: others };
}

/** The person or the object whose attributes a message sets, if it is known. */
function targetOf(workspace: Workspace, message: Message) {
  if (message.type === 'group') {
    return workspace.findObject(objectOf(message.groupId, message.traits?.object_type_id));
  }
  const identifier = message.type === 'identify' ? identifiedBy(workspace, message) : undefined;
  return identifier && workspace.findBy(...identifier);
}
