import type { Stored } from '../../store/app-store.js';
import { json } from '../api.js';
import { AppError } from './errors.js';
import { messagesPage } from './messages.js';
import { links, series } from './metrics.js';
import { type AppHandler, type AppRequest, changeFields, type Json, required, seconds } from './request.js';

const contentView = ({ transactional_id: _, ...content }: Stored): Json => content;

function messageOf({ app, parameters }: AppRequest): Stored {
  return required(app.transactional.get(parameters.transactional_id));
}

function contentsOf(request: AppRequest): Stored[] {
  const { id } = messageOf(request);
  return request.app.transactionalContents.all().filter((one) => one.transactional_id === id);
}

function contentOf(request: AppRequest): Stored {
  const content = contentsOf(request).find(({ id }) => id === Number(request.parameters.content_id));
  return required(content);
}

/** The content in a language. One that does not exist is a bad request. */
function translationOf(request: AppRequest): Stored {
  const { language } = request.parameters;
  const content = contentsOf(request).find((one) => one.language === language);
  if (!content) throw new AppError(400, `there is no content in the language "${language}"`);
  return content;
}

function rewrite(content: Stored, { body }: AppRequest) {
  changeFields(content, body, ['transactional_id', 'language', 'type', 'created']);
  if (body.headers !== undefined) content.headers = JSON.stringify(body.headers);
  content.updated = seconds();
  return json({ content: [contentView(content)] });
}

export const transactional: Record<string, AppHandler> = {
  listTransactional: ({ app }) => json({ messages: app.transactional.all() }),
  getTransactional: (request) => json({ message: messageOf(request) }),
  listTransactionalVariants: (request) => json({ contents: contentsOf(request).map(contentView) }),
  getTransactionalTranslationById: (request) => json({ content: contentView(contentOf(request)) }),
  updateTransactional: (request) => rewrite(contentOf(request), request),
  getTransactionalVariant: (request) => json({ content: [contentView(translationOf(request))] }),
  // Nothing else than a bad request is published here, for messages that do not exist too.
  updateTransactionalVariant: (request) => {
    const { app, parameters } = request;
    if (!app.transactional.get(parameters.transactional_id)) {
      throw new AppError(400, 'there is no such transactional message');
    }
    return rewrite(translationOf(request), request);
  },
  transactionalMessages: (request) => {
    const { id } = messageOf(request);
    return messagesPage(request, (message) => message.transactional_id === id);
  },

  transactionalMetrics: series,
  transactionalLinks: links,
};
