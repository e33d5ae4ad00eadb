import type { AppData } from '../workspace/app-data.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  changeFields,
  cursorPage,
  done,
  type Json,
  nullIfEmpty,
  required,
} from './request.js';

/** Describes attributes or events. */
const describe =
  (key: 'attributes' | 'events', table: 'attributeMetadata' | 'eventMetadata'): AppHandler =>
  ({ app, body }) => {
    for (const item of body[key] as Json[]) {
      const name = String(item.name);
      app[table].set(name, { ...app[table].get(name), ...item });
    }
    return done;
  };

const senderOf = ({ app, parameters }: AppRequest) =>
  required(app.senderIdentities.get(parameters.sender_id));

const webhookOf = ({ app, parameters }: AppRequest) =>
  required(app.reportingWebhooks.get(parameters.webhook_id));

const categoryOf = (kind: string | undefined) => (kind === 'spam_reports' ? 'spam' : 'bounces');

/** The suppressed addresses of one kind. */
function suppressed(
  app: AppData,
  kind: string,
  email: string | undefined,
  domain: string | undefined,
): Json[] {
  return [...app.espSuppressions].flatMap(([address, kinds]) => {
    const suppression = kinds.get(kind);
    const isAsked = (!email || address === email) && (!domain || address.endsWith(`@${domain}`));
    return suppression && isAsked ? [suppression] : [];
  });
}

export const settings: Record<string, AppHandler> = {
  // With `hidden`, those that are hidden are there too.
  listSenders: (request) => {
    const { app, query } = request;
    const visible = app.senderIdentities.all().filter(({ hidden }) => query.hidden === 'true' || !hidden);
    return cursorPage(query.sort === 'desc' ? visible.reverse() : visible, request, (page) => ({
      sender_identities: page,
    }));
  },
  getSender: (request) => answer({ sender_identity: senderOf(request) }),
  getSenderUsage: (request) => {
    const { app } = request;
    const { id } = senderOf(request);
    const steps = app.actions.all().filter((one) => one.from_id === id && one.campaign_id !== undefined);
    const contents = app.contents.all().filter(({ from_id }) => from_id === id);
    const newsletterIds = new Set(contents.map(({ newsletter_id }) => newsletter_id));
    const newsletters = app.newsletters.all().filter((one) => newsletterIds.has(one.id));
    return answer({
      campaigns: [...new Set(steps.map(({ campaign_id }) => campaign_id))],
      sent_newsletters: newsletters.filter(({ sent_at }) => sent_at).map((one) => one.id),
      draft_newsletters: newsletters.filter(({ sent_at }) => !sent_at).map((one) => one.id),
    });
  },

  listWebhooks: ({ app }) => answer({ reporting_webhooks: nullIfEmpty(app.reportingWebhooks.all()) }),
  createWebhook: ({ app, body }) => {
    const { id: _, type: __, ...given } = body;
    const defaults = { type: 'webhook', disabled: false, full_resolution: false, with_content: false };
    return answer(app.reportingWebhooks.add({ ...defaults, ...given }));
  },
  getWebhook: (request) => answer(webhookOf(request)),
  updateWebhook: (request) => {
    const webhook = webhookOf(request);
    changeFields(webhook, request.body, ['type']);
    return answer(webhook);
  },
  // Published as 200 without a body.
  deleteWebhook: (request) => {
    request.app.reportingWebhooks.delete(webhookOf(request).id);
    return { status: 200, body: null };
  },

  getSuppression: ({ app, parameters }) => {
    const kinds = app.espSuppressions.get(parameters.email_address!);
    const [kind] = [...(kinds?.keys() ?? [])];
    return answer({ category: categoryOf(kind), suppressions: nullIfEmpty([...(kinds?.values() ?? [])]) });
  },
  getSuppressionByType: ({ app, parameters, query }) => {
    const { suppression_type = '' } = parameters;
    const all = suppressed(app, suppression_type, query.email, query.domain);
    const offset = Number(query.offset);
    const page = all.slice(offset, offset + Number(query.limit));
    return answer({ category: categoryOf(suppression_type), suppressions: nullIfEmpty(page) });
  },
  getDomainSuppressionsByType: (request) => {
    const { domain_name, suppression_type = '' } = request.parameters;
    const all = suppressed(request.app, suppression_type, request.query.email, domain_name);
    return cursorPage(all, request, (page) => ({
      category: categoryOf(suppression_type),
      suppressions: nullIfEmpty(page),
    }));
  },
  postSuppression: ({ app, parameters }) => {
    const { email_address = '', suppression_type = '' } = parameters;
    const kinds = app.espSuppressions.get(email_address) ?? new Map<string, Json>();
    app.espSuppressions.set(email_address, kinds);
    kinds.set(suppression_type, {
      created: Math.floor(Date.now() / 1000),
      email: email_address,
      reason: 'added by the API',
      status: '550',
    });
    return answer({});
  },
  deleteSuppression: ({ app, parameters }) => {
    app.espSuppressions.get(parameters.email_address!)?.delete(parameters.suppression_type!);
    return done;
  },

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
};
