import type { UpdateTransactionalContent } from '../../generated/app-types.js';
import type { StoredTransactionalContent, TransactionalMessage } from '../../store/app-entities.js';
import { type ApiResponse, json } from '../api.js';
import { AppError } from './errors.js';
import { messagesPage } from './messages.js';
import { links, series } from './metrics.js';
import { type AppHandlers, type AppRequest, changeFields, type Json, orNotFound } from './request.js';

const contentView = ({ transactional_id: _, ...content }: StoredTransactionalContent): Json => content;

function messageOf({ app, parameters }: AppRequest): TransactionalMessage {
  return orNotFound(app.transactional.get(parameters.transactional_id));
}

function contentsOf(request: AppRequest): StoredTransactionalContent[] {
  return [...request.app.transactionalContents.by('transactional_id', messageOf(request).id)];
}

function contentOf(request: AppRequest): StoredTransactionalContent {
  const { id } = messageOf(request);
  const content = request.app.transactionalContents.get(request.parameters.content_id);
  return orNotFound(content?.transactional_id === id ? content : undefined);
}

/** The content in a language. One that does not exist is a bad request. */
function translationOf(request: AppRequest): StoredTransactionalContent {
  const { language } = request.parameters;
  const content = contentsOf(request).find((one) => one.language === language);
  if (!content) throw new AppError(400, `there is no content in the language "${language}"`);
  return content;
}

function update(
  content: StoredTransactionalContent,
  { app, body }: AppRequest<UpdateTransactionalContent>,
): ApiResponse {
  changeFields(content, body, ['transactional_id', 'language', 'type', 'created']);
  if (body.headers !== undefined) content.headers = JSON.stringify(body.headers);
  app.transactionalContents.update(content, { updated: app.clock.unixSeconds() });
  return json({ content: [contentView(content)] });
}

export const transactional = {
  listTransactional: ({ app }) => json({ messages: app.transactional.all() }),
  getTransactional: (request) => json({ message: messageOf(request) }),
  listTransactionalVariants: (request) => json({ contents: contentsOf(request).map(contentView) }),
  getTransactionalTranslationById: (request) => json({ content: contentView(contentOf(request)) }),
  updateTransactional: (request) => update(contentOf(request), request),
  getTransactionalVariant: (request) => json({ content: [contentView(translationOf(request))] }),
  // A bad request is the only error that is published, for messages that do not exist too.
  updateTransactionalVariant: (request) => {
    const { app, parameters } = request;
    if (!app.transactional.get(parameters.transactional_id)) {
      throw new AppError(400, 'there is no such transactional message');
    }
    return update(translationOf(request), request);
  },
  transactionalMessages: (request) => messagesPage(request, { transactional_id: messageOf(request).id }),

  transactionalMetrics: series,
  transactionalLinks: links,
} satisfies AppHandlers;
