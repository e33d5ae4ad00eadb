import { json } from '../api.js';
import { type AppHandler, type AppRequest, changeFields, nullIfEmpty, required } from './request.js';

const webhookOf = ({ app, parameters }: AppRequest) =>
  required(app.reportingWebhooks.get(parameters.webhook_id));

export const reportingWebhooks: Record<string, AppHandler> = {
  listWebhooks: ({ app }) => json({ reporting_webhooks: nullIfEmpty(app.reportingWebhooks.all()) }),
  createWebhook: ({ app, body }) => {
    const { id: _, type: __, ...given } = body;
    const defaults = { type: 'webhook', disabled: false, full_resolution: false, with_content: false };
    return json(app.reportingWebhooks.add({ ...defaults, ...given }));
  },
  getWebhook: (request) => json(webhookOf(request)),
  updateWebhook: (request) => {
    const webhook = webhookOf(request);
    changeFields(webhook, request.body, ['type']);
    return json(webhook);
  },
  // Published as 200 without a body.
  deleteWebhook: (request) => {
    request.app.reportingWebhooks.delete(webhookOf(request).id);
    return { status: 200, body: null };
  },
};
