import { isUlid, ulid } from '@cio/core';
import type { StoredLiveNotification } from '../../store/app-entities.js';
import type { PersonKey } from '../../store/person.js';
import { type ApiResponse, json } from '../api.js';
import { AppError } from './errors.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from './request.js';

const SIX_HOURS = 6 * 60 * 60;

/** Whether a notification's time is over. */
function isOver({ expires_at }: StoredLiveNotification, now: number): boolean {
  return typeof expires_at === 'number' && expires_at <= now;
}

/** A notification as the App API has it. One whose time is over has expired. */
function view({ contentState: _, ...live }: StoredLiveNotification, now: number): Json {
  return live.state === 'active' && isOver(live, now) ? { ...live, state: 'expired' } : live;
}

function notificationOf({ app }: AppRequest, id: unknown): StoredLiveNotification {
  if (!isUlid(id)) throw new AppError(400, 'instance_id: expected a ULID');
  return orNotFound(app.liveNotifications.get(id as string));
}

const delivery = (operation: 'start' | 'update' | 'end', created_at: number) =>
  ({ id: ulid(), operation, status: 'sent', source: 'api', created_at }) as const;

interface ChangeBody {
  instance_id: string;
  content_state?: StoredLiveNotification['contentState'];
}

/** Updates or ends a live notification. An end without a content state keeps the last. */
function change(request: AppRequest<ChangeBody>, operation: 'update' | 'end'): ApiResponse {
  const { instance_id, content_state } = request.body;
  const live = notificationOf(request, instance_id);
  if (live.state !== 'active') throw new AppError(400, `the notification is ${live.state}`);
  const at = request.app.clock.unixSeconds();
  if (isOver(live, at)) throw new AppError(400, 'the notification is expired');
  if (content_state !== undefined) live.contentState = content_state;
  if (operation === 'end') Object.assign(live, { state: 'ended', ended_at: at });
  live.last_delivery = delivery(operation, at);
  request.app.liveNotifications.save(instance_id);
  return json({ instance_id });
}

export const liveNotifications = {
  startLiveNotification: ({ app, workspace, body }) => {
    const [[key, value] = ['', ''], ...others] = Object.entries(body.identifiers);
    if (others.length > 0 || !['id', 'email', 'phone', 'internal'].includes(key)) {
      throw new AppError(400, 'identifiers: expected exactly one of id, email, phone, internal');
    }
    const alert = (body.push_payload as { alert?: { title?: string; body?: string } } | undefined)?.alert;
    if (body.platform === 'ios' && !(alert?.title && alert.body)) {
      throw new AppError(400, 'push_payload.alert: title and body are required on iOS');
    }
    const at = app.clock.unixSeconds();
    const expires_at = Number(body.expiration) || at + SIX_HOURS;
    if (expires_at < at || expires_at > at + SIX_HOURS) {
      throw new AppError(400, 'expiration: expected between now and 6 hours ahead');
    }
    const person = key === 'internal' ? workspace.find(value) : workspace.findBy(key as PersonKey, value);
    orNotFound(person, 'customer not found');
    const instance_id = ulid();
    app.liveNotifications.set(instance_id, {
      instance_id,
      notification_type: body.notification_type,
      platform: body.platform ?? 'ios',
      state: 'active',
      failure_reason: null,
      started_at: at,
      ended_at: null,
      expires_at,
      last_delivery: delivery('start', at),
      contentState: body.content_state,
    });
    return json({ instance_id });
  },
  updateLiveNotification: (request) => change(request, 'update'),
  endLiveNotification: (request) => change(request, 'end'),
  getLiveNotification: (request) =>
    json(view(notificationOf(request, request.parameters.instance_id), request.app.clock.unixSeconds())),
} satisfies AppHandlers;
