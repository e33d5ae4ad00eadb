import { isUlid, ulid } from '@cio/core';
import type { PersonKey } from '../../engine/workspace.js';
import { json } from '../api.js';
import { AppError } from './errors.js';
import { type AppHandler, type AppRequest, type Json, required, seconds } from './request.js';

const SIX_HOURS = 6 * 60 * 60;

const view = ({ shown: _, ...live }: Json): Json => live;

function notificationOf({ app }: AppRequest, id: unknown): Json {
  if (!isUlid(id)) throw new AppError(400, 'instance_id: expected a ULID');
  return required(app.liveNotifications.get(id as string));
}

/** Updates or ends a live notification. */
const change =
  (operation: 'update' | 'end'): AppHandler =>
  (request) => {
    const { body } = request;
    const live = notificationOf(request, body.instance_id);
    if (live.state !== 'active') throw new AppError(400, `the notification is ${live.state}`);
    const at = seconds();
    if (body.content_state !== undefined) live.shown = body.content_state;
    if (operation === 'end') Object.assign(live, { state: 'ended', ended_at: at });
    live.last_delivery = { id: ulid(), operation, status: 'sent', source: 'api', created_at: at };
    return json({ instance_id: body.instance_id });
  };

export const liveNotifications: Record<string, AppHandler> = {
  startLiveNotification: ({ app, workspace, body }) => {
    const identifiers = body.identifiers as Record<string, string>;
    const [[key, value] = ['', ''], ...others] = Object.entries(identifiers);
    if (others.length > 0 || !['id', 'email', 'phone', 'internal'].includes(key)) {
      throw new AppError(400, 'identifiers: expected exactly one of id, email, phone, internal');
    }
    const alert = (body.push_payload as { alert?: { title?: string; body?: string } } | undefined)?.alert;
    if (body.platform === 'ios' && !(alert?.title && alert.body)) {
      throw new AppError(400, 'push_payload.alert: title and body are required on iOS');
    }
    const at = seconds();
    const expires = Number(body.expiration) || at + SIX_HOURS;
    if (expires < at || expires > at + SIX_HOURS) {
      throw new AppError(400, 'expiration: expected between now and 6 hours ahead');
    }
    const person = key === 'internal' ? workspace.find(value) : workspace.findBy(key as PersonKey, value);
    required(person, 'customer not found');
    const instance_id = ulid();
    app.liveNotifications.set(instance_id, {
      instance_id,
      notification_type: body.notification_type,
      platform: body.platform ?? 'ios',
      state: 'active',
      failure_reason: null,
      started_at: at,
      ended_at: null,
      expires_at: expires,
      last_delivery: { id: ulid(), operation: 'start', status: 'sent', source: 'api', created_at: at },
      shown: body.content_state,
    });
    return json({ instance_id });
  },
  updateLiveNotification: change('update'),
  endLiveNotification: change('end'),
  getLiveNotification: (request) => json(view(notificationOf(request, request.parameters.instance_id))),
};
