import {
  checkTimestamp,
  isUlid,
  requireObject,
  requireOneIdentifier,
  requireText,
  ValidationError,
} from '@cio/core';
import type {
  EndLiveNotification,
  StartLiveNotification,
  UpdateLiveNotification,
} from '../generated/types.js';

const IDENTIFIERS = ['id', 'email', 'phone', 'internal'];
const MAX_AHEAD_SECONDS = 6 * 60 * 60;

/** Refuses what Customer.io would answer with 400. */
export function checkStart(notification: StartLiveNotification): void {
  requireObject('notification', notification);
  const { identifiers, expiration, platform, push_payload } = notification;
  requireOneIdentifier('identifiers', identifiers, IDENTIFIERS);
  requireText('notification_type', notification.notification_type);
  requireObject('attributes', notification.attributes);
  requireObject('content_state', notification.content_state);
  checkTimestamp('expiration', expiration);
  const seconds = expiration instanceof Date ? expiration.getTime() / 1000 : expiration;
  if (seconds && seconds > Date.now() / 1000 + MAX_AHEAD_SECONDS) {
    throw new ValidationError('expiration', 'at most 6 hours ahead');
  }
  if (platform === 'ios') {
    requireText('push_payload.alert.title', push_payload?.alert?.title);
    requireText('push_payload.alert.body', push_payload?.alert?.body);
  }
}

export function checkUpdate(notification: UpdateLiveNotification): void {
  checkEnd(notification);
  requireObject('content_state', notification.content_state);
}

export function checkEnd(notification: EndLiveNotification): void {
  requireObject('notification', notification);
  if (!isUlid(notification.instance_id)) throw new ValidationError('instance_id', 'expected a ULID');
}
