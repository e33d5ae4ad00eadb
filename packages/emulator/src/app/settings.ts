import { isUlid, ulid } from '@cio/core';
import type { PersonKey } from '../workspace/workspace.js';
import {
  type AppHandler,
  answer,
  appError,
  changeFields,
  cursorPage,
  done,
  found,
  type Json,
  notFound,
  seconds,
} from './request.js';

const SIX_HOURS = 6 * 60 * 60;

const describe =
  (key: 'attributes' | 'events', table: 'attributeMetadata' | 'eventMetadata'): AppHandler =>
  ({ app, body }) => {
    const items = body[key] as Json[];
    if (items.length === 0) return appError(422, 'At least one is required', `/data/attributes/${key}`);
    if (items.length > 100) return appError(422, 'At most 100 at once', `/data/attributes/${key}`);
    for (const item of items)
      app[table].set(String(item.name), { ...app[table].get(String(item.name)), ...item });
    return done;
  };

const liveView = ({ shown: _, ...live }: Json): Json => live;

/** Updates or ends a live notification. */
const changeLive =
  (operation: 'update' | 'end'): AppHandler =>
  ({ app, body }) => {
    const id = String(body.instance_id);
    if (!isUlid(id)) return appError(400, 'instance_id: expected a ULID');
    return found(app.liveNotifications.get(id), (live) => {
      if (live.state !== 'active') return appError(400, `the notification is ${live.state}`);
      const at = seconds();
      if (body.content_state !== undefined) live.shown = body.content_state;
      if (operation === 'end') Object.assign(live, { state: 'ended', ended_at: at });
      live.last_delivery = { id: ulid(), operation, status: 'sent', source: 'api', created_at: at };
      return answer({ instance_id: id });
    });
  };

export const settings: Record<string, AppHandler> = {
  listSenders: ({ app, query }) => {
    const all = app.senderIdentities
      .all()
      .filter(({ hidden }) => query.hidden === undefined || String(hidden) === query.hidden);
    return cursorPage(query.sort === 'desc' ? all.reverse() : all, query, (page) => ({
      sender_identities: page,
    }));
  },
  getSender: ({ app, parameters }) =>
    found(app.senderIdentities.get(parameters.sender_id), (sender_identity) => answer({ sender_identity })),
  getSenderUsage: ({ app, parameters }) =>
    found(app.senderIdentities.get(parameters.sender_id), ({ id }) => {
      const users = app.actions
        .all()
        .filter(({ from_id, campaign_id }) => from_id === id && campaign_id !== undefined);
      return answer({
        campaigns: [...new Set(users.map(({ campaign_id }) => campaign_id))],
        sent_newsletters: [],
        draft_newsletters: [],
      });
    }),

  listWebhooks: ({ app }) => answer({ reporting_webhooks: app.reportingWebhooks.all() }),
  createWebhook: ({ app, body }) => {
    const given = body as { name: string; endpoint: string; events: string[] };
    const defaults = { type: 'webhook', disabled: false, full_resolution: false, with_content: false };
    return answer(app.reportingWebhooks.add({ ...defaults, ...given }));
  },
  getWebhook: ({ app, parameters }) =>
    found(app.reportingWebhooks.get(parameters.webhook_id), (webhook) => answer(webhook)),
  updateWebhook: ({ app, parameters, body }) =>
    found(app.reportingWebhooks.get(parameters.webhook_id), (webhook) => {
      changeFields(webhook, body, []);
      return answer(webhook);
    }),
  deleteWebhook: ({ app, parameters }) =>
    app.reportingWebhooks.delete(parameters.webhook_id) ? done : notFound,

  getSuppression: ({ app, parameters }) => {
    const kinds = app.espSuppressions.get(parameters.email_address!);
    const [kind, suppression] = [...(kinds ?? [])][0] ?? [];
    return answer({
      category: kind === 'spam_reports' ? 'spam' : 'bounces',
      suppressions: suppression ? [suppression] : [],
    });
  },
  getSuppressionByType: ({ app, parameters, query }) => {
    const { limit = '1000', offset = '0', domain, email } = query;
    const all = suppressed(app.espSuppressions, parameters.suppression_type!, email, domain);
    return answer({
      category: parameters.suppression_type === 'spam_reports' ? 'spam' : 'bounces',
      suppressions: all.slice(Number(offset), Number(offset) + Number(limit)),
    });
  },
  getDomainSuppressionsByType: ({ app, parameters, query }) => {
    const { domain_name, suppression_type = '' } = parameters;
    return cursorPage(
      suppressed(app.espSuppressions, suppression_type, query.email, domain_name),
      query,
      (suppressions) => ({
        category: suppression_type === 'spam_reports' ? 'spam' : 'bounces',
        suppressions,
      }),
    );
  },
  postSuppression: ({ app, parameters }) => {
    const { email_address = '', suppression_type = '' } = parameters;
    const kinds = app.espSuppressions.get(email_address) ?? new Map<string, Json>();
    app.espSuppressions.set(email_address, kinds);
    kinds.set(suppression_type, {
      created: seconds(),
      email: email_address,
      reason: 'added by the API',
      status: '',
    });
    return answer({});
  },
  deleteSuppression: ({ app, parameters }) =>
    app.espSuppressions.get(parameters.email_address!)?.delete(parameters.suppression_type!)
      ? done
      : notFound,

  updateAttributeMetadata: describe('attributes', 'attributeMetadata'),
  updateEventMetadata: describe('events', 'eventMetadata'),

  listWorkspaces: ({ app, workspace }) =>
    answer({
      workspaces: [
        {
          id: 1,
          name: 'Emulator',
          messages_sent: app.messages.length,
          billable_messages_sent: app.messages.length,
          people: workspace.people.size,
          object_types: app.objectTypes.size,
          objects: workspace.objects.size,
        },
      ],
    }),
  getCioAllowlist: () => answer({ ip_addresses: ['127.0.0.1'] }),

  startLiveNotification: ({ app, workspace, body }) => {
    const identifiers = body.identifiers as Record<string, string>;
    const [[key, value] = ['', ''], ...others] = Object.entries(identifiers);
    if (others.length > 0 || !['id', 'email', 'phone', 'internal'].includes(key)) {
      return appError(400, 'identifiers: expected exactly one of id, email, phone, internal');
    }
    const alert = (body.push_payload as { alert?: { title?: string; body?: string } } | undefined)?.alert;
    if (body.platform === 'ios' && !(alert?.title && alert.body))
      return appError(400, 'push_payload.alert: title and body are required on iOS');
    const at = seconds();
    const expires = Number(body.expiration) || at + SIX_HOURS;
    if (expires > at + SIX_HOURS) return appError(400, 'expiration: at most 6 hours ahead');
    const person = key === 'internal' ? workspace.find(value) : workspace.findBy(key as PersonKey, value);
    if (!person) return appError(404, 'customer not found');
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
    return answer({ instance_id });
  },
  updateLiveNotification: changeLive('update'),
  endLiveNotification: changeLive('end'),
  getLiveNotification: ({ app, parameters }) =>
    isUlid(parameters.instance_id)
      ? found(app.liveNotifications.get(parameters.instance_id!), (live) => answer(liveView(live)))
      : appError(400, 'instance_id: expected a ULID'),
};

/** The suppressed addresses of one kind. */
function suppressed(
  all: Map<string, Map<string, Json>>,
  kind: string,
  email: string | undefined,
  domain: string | undefined,
): Json[] {
  return [...all].flatMap(([address, kinds]) => {
    const suppression = kinds.get(kind);
    const fits = (!email || address === email) && (!domain || address.endsWith(`@${domain}`));
    return suppression && fits ? [suppression] : [];
  });
}
