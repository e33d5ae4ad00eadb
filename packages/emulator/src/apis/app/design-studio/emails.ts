import type { StoredEmail } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { type AppHandler, type AppRequest, type Json, numberedPage } from '../request.js';
import { checkSenders, emailOf, envelopeView, refuseLinked } from './nodes.js';
import { publishing } from './publishing.js';
import { rendering } from './rendering.js';
import { filtersOf, foldersOf, folderView, listed, newNode, update } from './tree.js';

const emailInList = (email: StoredEmail): Json => ({
  ...folderView(email),
  is_template: email.is_template,
  is_linked: email.target !== undefined,
  has_translations: email.translations.size > 0,
});

function emailView(email: StoredEmail, request: AppRequest): Json {
  return {
    ...folderView(email),
    is_template: email.is_template,
    is_linked: email.target !== undefined,
    available_languages: [...email.translations.keys()],
    content: email.content,
    envelope: envelopeView(email.envelope, request),
    transformers: email.transformers,
  };
}

/** Whether a list's `true`, `false` or `any` is what something is. */
const isAsked = (asked: string | undefined, is: boolean) => asked === 'any' || asked === String(is);

export const emails: Record<string, AppHandler> = {
  listEmails: (request) => {
    const { is_template, has_translations, is_linked } = request.query;
    const emails = listed([...request.app.designStudio.emails.values()], request).filter(
      (email) =>
        isAsked(is_template, email.is_template) &&
        isAsked(has_translations, email.translations.size > 0) &&
        isAsked(is_linked, email.target !== undefined),
    );
    const more = { folders: foldersOf(request) };
    return numberedPage(emails.map(emailInList), 'emails', request, filtersOf(request), more);
  },
  createEmail: (request) => {
    const { app, body } = request;
    checkSenders(body.envelope, request);
    const email: StoredEmail = {
      ...newNode(request),
      is_template: body.is_template === true,
      content: (body.content ?? {}) as Json,
      envelope: (body.envelope ?? {}) as Json,
      transformers: (body.transformers ?? {}) as Json,
      translations: new Map(),
      publications: new Map(),
    };
    app.designStudio.emails.set(email.id, email);
    return json({ email: emailView(email, request) });
  },
  getEmail: (request) => json({ email: emailView(emailOf(request), request) }),
  updateEmail: (request) => {
    const email = emailOf(request);
    checkSenders(request.body.envelope, request);
    const fields = ['name', 'parent_folder_id', 'is_template', 'content', 'envelope', 'transformers'];
    update(email, request, fields);
    return noContent;
  },
  deleteEmail: (request) => {
    const email = emailOf(request);
    refuseLinked(email);
    request.app.designStudio.emails.delete(email.id);
    return noContent;
  },

  ...publishing,
  ...rendering,
};
