import type { StoredEmail } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { numberedPage } from '../paging.js';
import type { AppHandlers, AppRequest, Json } from '../request.js';
import { checkSenders, emailOf, envelopeView, rejectLinked } from './nodes.js';
import { publishing } from './publishing.js';
import { rendering } from './rendering.js';
import { filtersOf, folderView, listFolderViews, listNodes, newNode, updateNode } from './tree.js';

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
const meets = (filter: string | undefined, is: boolean) => filter === 'any' || filter === String(is);

export const emails = {
  listEmails: (request) => {
    const { is_template, has_translations, is_linked } = request.query;
    const emails = listNodes(request.app.designStudio.emails.values(), request).filter(
      (email) =>
        meets(is_template, email.is_template) &&
        meets(has_translations, email.translations.size > 0) &&
        meets(is_linked, email.target !== undefined),
    );
    const more = { folders: listFolderViews(request) };
    return numberedPage(emails.map(emailInList), 'emails', request, filtersOf(request), more);
  },
  createEmail: (request) => {
    const { app, body } = request;
    checkSenders(body.envelope, request);
    const email: StoredEmail = {
      ...newNode(request),
      is_template: body.is_template === true,
      content: body.content ?? {},
      envelope: body.envelope ?? {},
      transformers: body.transformers ?? {},
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
    updateNode(request.app.designStudio.emails, email, request, fields);
    return noContent;
  },
  deleteEmail: (request) => {
    const email = emailOf(request);
    rejectLinked(email);
    request.app.designStudio.emails.delete(email.id);
    return noContent;
  },

  ...publishing,
  ...rendering,
} satisfies AppHandlers;
