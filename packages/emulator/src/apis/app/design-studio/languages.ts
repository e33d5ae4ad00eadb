import { randomUUID } from 'node:crypto';
import type { StoredEmail, StoredTranslation } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { AppError } from '../errors.js';
import { type AppHandlers, type AppRequest, changeFields, type Json, orNotFound } from '../request.js';
import { checkSenders, emailOf, envelopeView } from './nodes.js';

/** Languages as `fr`, `pt-BR` or `zh-hant`. */
const LANGUAGE = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i;

function view(translation: StoredTranslation, email: StoredEmail, request: AppRequest): Json {
  const { nodeId: _, envelope, ...fields } = translation;
  return {
    ...fields,
    envelope: envelopeView(envelope, request),
    language_group_id: email.id,
    is_template: email.is_template,
    is_linked: email.target !== undefined,
    parent_folder_id: email.parent_folder_id,
    available_languages: [...email.translations.keys()],
  };
}

function translationOf(request: AppRequest): StoredTranslation {
  return orNotFound(emailOf(request).translations.get(request.parameters.language!));
}

export const languages = {
  listEmailTranslations: (request) => {
    const email = emailOf(request);
    return json({
      email_translations: [...email.translations.values()].map((one) => view(one, email, request)),
    });
  },
  createEmailTranslation: (request) => {
    const { body } = request;
    const email = emailOf(request);
    const language = String(body.language);
    if (!LANGUAGE.test(language)) throw new AppError(400, 'Invalid language code');
    if (email.translations.has(language)) {
      throw new AppError(409, `there is a translation in ${language} already`);
    }
    checkSenders(body.envelope, request);
    const at = request.app.clock.unixSeconds();
    // What is left out is as the email has it.
    const translation: StoredTranslation = {
      nodeId: randomUUID(),
      language,
      content: { ...email.content, ...body.content },
      envelope: { ...email.envelope, ...body.envelope },
      transformers: body.transformers ?? email.transformers,
      created: at,
      updated: at,
    };
    request.app.designStudio.addTranslation(email, translation);
    return json({ email_translation: view(translation, email, request) });
  },
  getEmailTranslation: (request) =>
    json({ email_translation: view(translationOf(request), emailOf(request), request) }),
  updateEmailTranslation: (request) => {
    const { body } = request;
    const translation = translationOf(request);
    const fields = (['content', 'envelope', 'transformers'] as const).filter(
      (name) => body[name] !== undefined,
    );
    if (fields.length === 0) throw new AppError(400, 'No fields provided');
    checkSenders(body.envelope, request);
    changeFields(translation, Object.fromEntries(fields.map((name) => [name, body[name]])));
    translation.updated = request.app.clock.unixSeconds();
    request.app.designStudio.emails.save(emailOf(request).id);
    return noContent;
  },
  deleteEmailTranslation: (request) => {
    const email = emailOf(request);
    const { language } = translationOf(request);
    if (email.target) throw new AppError(409, 'cannot delete translation because its email is linked');
    email.translations.delete(language);
    request.app.designStudio.emails.save(email.id);
    return noContent;
  },
} satisfies AppHandlers;
