import { LIMITS } from '@cio/core';
import type { Workspace } from '../../engine/workspace.js';
import type { Json } from '../../lib/json.js';
import { identifierText } from '../../store/person.js';
import { attributesOverLimits } from '../attribute-limits.js';
import { isTooLongId } from '../identifiers.js';
import type { Operation } from './operation.js';

/** Why an operation is rejected. */
export interface Rejection {
  reason: string;
  field: string;
  message: string;
}

/** Why an operation that keeps to the contract is rejected all the same; an empty list where it is not. */
export function rejectionsOf(workspace: Workspace, kind: string, operation: Operation): Rejection[] {
  return [...identifierRejections(kind, operation), ...limitRejections(workspace, operation)];
}

const PERSON_EXPECTED = 'expected an id, an email, a phone or a cio_id';
const OBJECT_EXPECTED = 'expected object_type_id and object_id, or cio_object_id';

/** The people and objects that an operation has to name and does not. The contract leaves much of it open. */
function identifierRejections(kind: string, operation: Operation): Rejection[] {
  const { person, object, anonymousId, primary, secondary, related, body } = operation;
  const rejections: Rejection[] = [];
  const require = (value: unknown, field: string, message: string) => {
    if (value === undefined) rejections.push({ reason: 'required', field, message });
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
  return rejections;
}

/** What exceeds a limit. */
function limitRejections(workspace: Workspace, operation: Operation): Rejection[] {
  const { person, object, related, attributes, body } = operation;
  const rejections: Rejection[] = [];
  const invalid = (field: string, message: string) => rejections.push({ reason: 'invalid', field, message });
  const tooLong = (bytes: number) => `cannot be longer than ${bytes} bytes`;

  if (person?.[0] === 'id' && isTooLongId(person[1]))
    invalid('identifiers.id', tooLong(LIMITS.identifierBytes));
  if (object && 'object_id' in object && isTooLongId(object.object_id)) {
    invalid('identifiers.object_id', tooLong(LIMITS.identifierBytes));
  }
  if (typeof body.name === 'string' && Buffer.byteLength(body.name) > LIMITS.eventNameBytes) {
    invalid('name', tooLong(LIMITS.eventNameBytes));
  }
  const checkAttributes = (path: string, values: Json, existing?: Json) => {
    for (const { limit, name } of attributesOverLimits(values, existing)) {
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
  return rejections;
}
