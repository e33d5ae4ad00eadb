import {
  checkTimestamp,
  isDate,
  isUlid,
  requireObject,
  requireOneIdentifier,
  requireText,
  ValidationError,
} from '@cio/core';
import { copyObject } from '../copy-object.js';
import type {
  EndLiveNotification,
  StartLiveNotification,
  UpdateLiveNotification,
} from '../generated/types.js';

const IDENTIFIERS = ['id', 'email', 'phone', 'internal'];
const MAX_AHEAD_SECONDS = 6 * 60 * 60;

/** Throws a ValidationError for what Customer.io rejects with 400. */
export function checkStart(notification: StartLiveNotification): void {
  const { identifiers, notification_type, attributes, content_state, expiration, platform, push_payload } =
    copyObject('notification', notification);
  requireOneIdentifier('identifiers', identifiers, IDENTIFIERS);
  requireText('notification_type', notification_type);
  requireFilled('attributes', attributes);
  requireFilled('content_state', content_state);
  checkTimestamp('expiration', expiration);
  const seconds = isDate(expiration) ? Number(expiration) / 1000 : expiration;
  const now = Date.now() / 1000;
  // 0 is the maximum.
  if (seconds && (seconds < now || seconds > now + MAX_AHEAD_SECONDS)) {
    throw new ValidationError('expiration', 'expected a time to come, at most 6 hours ahead');
  }
  if (platform === 'ios') {
    requireText('push_payload.alert.title', push_payload?.alert?.title);
    requireText('push_payload.alert.body', push_payload?.alert?.body);
  }
}

export function checkUpdate(notification: UpdateLiveNotification): void {
  checkEnd(notification);
  requireFilled('content_state', copyObject('notification', notification).content_state);
}

export function checkEnd(notification: EndLiveNotification): void {
  const { instance_id } = copyObject('notification', notification);
  if (!isUlid(instance_id)) throw new ValidationError('instance_id', 'expected a ULID');
}

function requireFilled(field: string, value: unknown): void {
  requireObject(field, value);
  if (Object.keys(value).length === 0) throw new ValidationError(field, 'expected at least one field');
}
