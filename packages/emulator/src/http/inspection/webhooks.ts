import { requireObject, requireText, ValidationError } from '@cio/core';
import { json } from '../../apis/api.js';
import { eventTypes } from '../../engine/webhooks/simulate.js';
import type { WebhookDelivery, WebhookLog } from '../../engine/webhooks/webhook-log.js';
import type { Workspace } from '../../engine/workspace.js';
import { listPage, orNotFound, type Routes, searchOf, textOf } from './route.js';
import type { WebhookDetail, WebhookSummary } from './types.js';
import { personRef } from './views.js';

/** The parts of an event that say what it is about. */
interface EventFields {
  object_type?: unknown;
  metric?: unknown;
  data?: { delivery_id?: unknown; identifiers?: { cio_id?: unknown } | null } | null;
}

const MAX_ABOUT = 50;

function summary({
  id,
  created_at,
  url,
  event,
  state,
  attempts,
  next_attempt_at,
}: WebhookDelivery): WebhookSummary {
  const { object_type = '?', metric = '?' } = event as EventFields;
  return {
    id,
    created_at,
    url,
    type: `${object_type}.${metric}`,
    state,
    attempt_count: attempts.length,
    status: attempts.at(-1)?.status ?? null,
    next_attempt_at,
  };
}

/** The newest webhooks whose events are about something. */
export function webhooksAbout(log: WebhookLog, isAbout: (event: EventFields) => boolean): WebhookSummary[] {
  return log
    .newestFirst()
    .filter(({ event }) => isAbout(event as EventFields))
    .slice(0, MAX_ABOUT)
    .map(summary);
}

function detail(workspace: Workspace, delivery: WebhookDelivery): WebhookDetail {
  const { data } = delivery.event as EventFields;
  const person = workspace.people.get(String(data?.identifiers?.cio_id ?? ''));
  const message = workspace.app.messages.get(String(data?.delivery_id ?? ''));
  return {
    ...summary(delivery),
    event: delivery.event,
    attempts: delivery.attempts,
    person: person ? personRef(person) : null,
    message_id: message?.id ?? null,
  };
}

export const webhookRoutes: Routes = {
  'GET /webhooks': ({ target, query }) => {
    const search = searchOf(query);
    const state = textOf(query, 'state');
    const type = textOf(query, 'type');
    const page = listPage(target.webhooks.newestFirst(), query, {
      key: ({ id }) => id,
      view: summary,
      total: target.webhooks.size,
      matches: (delivery) =>
        (state === undefined || delivery.state === state) &&
        (type === undefined || summary(delivery).type === type) &&
        (search?.(`${delivery.url} ${summary(delivery).type} ${JSON.stringify(delivery.event)}`) ?? true),
    });
    return json(page);
  },
  'GET /webhooks/types': () => json({ items: eventTypes }),
  'GET /webhooks/:id': ({ target, parameters }) =>
    json(detail(target.workspace, orNotFound(target.webhooks.get(parameters.id!), 'webhook'))),
  'POST /webhooks/:id/resend': async ({ target, parameters }) => {
    const delivery = orNotFound(target.webhooks.get(parameters.id!), 'webhook');
    await target.resendWebhook(delivery);
    return json(detail(target.workspace, delivery));
  },
  'POST /webhooks/simulate': async ({ target, body }) => {
    requireObject('body', body);
    const { type, url, source, person, event, deliveries, concurrent, badSignature, ageSeconds } = body;
    requireText('type', type);
    if (url !== undefined) {
      requireText('url', url);
      if (!/^https?:\/\//i.test(url)) throw new ValidationError('url', 'expected an http or https URL');
    }
    if (person !== undefined) requireText('person', person);
    if (event !== undefined) requireObject('event', event);
    if (
      deliveries !== undefined &&
      !(Number.isInteger(deliveries) && Number(deliveries) > 0 && Number(deliveries) <= 100)
    ) {
      throw new ValidationError('deliveries', 'expected a whole number from 1 to 100');
    }
    if (ageSeconds !== undefined && !(typeof ageSeconds === 'number' && Math.abs(ageSeconds) < 1e10)) {
      throw new ValidationError('ageSeconds', 'expected seconds');
    }
    const statuses = await target.simulateWebhook({
      type,
      ...(url !== undefined && { url }),
      ...(person !== undefined && { person }),
      ...(event !== undefined && { event }),
      ...(source !== undefined && { source: source as 'campaign' }),
      ...(deliveries !== undefined && { deliveries: Number(deliveries) }),
      ...(ageSeconds !== undefined && { ageSeconds: ageSeconds as number }),
      concurrent: concurrent === true,
      badSignature: badSignature === true,
    });
    return json({ statuses });
  },
  'POST /webhooks': async ({ target, body }) => {
    requireObject('event', body);
    return json({ status: await target.sendWebhook(body) });
  },
};
