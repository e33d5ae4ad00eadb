import type { ReportingWebhook } from '../../store/app-entities.js';
import { json } from '../api.js';
import { nullIfEmpty } from './paging.js';
import { type AppHandlers, type AppRequest, changeFields, orNotFound } from './request.js';

const webhookOf = ({ app, parameters }: AppRequest): ReportingWebhook =>
  orNotFound(app.reportingWebhooks.get(parameters.webhook_id));

export const reportingWebhooks = {
  listWebhooks: ({ app }) => json({ reporting_webhooks: nullIfEmpty(app.reportingWebhooks.all()) }),
  createWebhook: ({ app, body }) => {
    const webhook = app.reportingWebhooks.add({
      type: 'webhook',
      disabled: false,
      full_resolution: false,
      with_content: false,
      name: body.name,
      endpoint: body.endpoint,
      events: body.events,
    });
    changeFields(webhook, body, ['type']);
    app.reportingWebhooks.save(webhook);
    return json(webhook);
  },
  getWebhook: (request) => json(webhookOf(request)),
  updateWebhook: (request) => {
    const webhook = webhookOf(request);
    changeFields(webhook, request.body, ['type']);
    request.app.reportingWebhooks.save(webhook);
    return json(webhook);
  },
  // Published as 200 without a body.
  deleteWebhook: (request) => {
    request.app.reportingWebhooks.delete(webhookOf(request).id);
    return { status: 200, body: null };
  },
} satisfies AppHandlers;
