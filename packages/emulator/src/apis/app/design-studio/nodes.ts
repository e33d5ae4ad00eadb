import type { DesignStudioEnvelope, DesignStudioEnvelopeInput } from '../../../generated/app-types.js';
import type { Draft, StoredEmail, StoredTranslation } from '../../../store/design-studio.js';
import { AppError } from '../errors.js';
import { type AppRequest, orNotFound } from '../request.js';

/** An email in one language: what versions, previews and reviews are of. */
export interface DesignNode {
  id: string;
  /** The email's name, and the language's where it is not the default one. */
  name: string;
  /** Empty for the default one. */
  language: string;
  draft: Draft;
  email: StoredEmail;
}

/** The email that a path names. A translation of one is none. */
export function emailOf({ app, parameters }: AppRequest): StoredEmail {
  return orNotFound(app.designStudio.emails.get(parameters.id!));
}

/** An email in its default language, and in all others. */
export function nodesOf(email: StoredEmail): DesignNode[] {
  return [defaultNode(email), ...[...email.translations.values()].map((one) => nodeIn(email, one))];
}

/** The email, or the translation of one, that a path names. */
export function nodeOf({ app, parameters }: AppRequest): DesignNode {
  const id = parameters.id!;
  const email = app.designStudio.emails.get(id);
  if (email) return defaultNode(email);
  const { email: owner, translation } = orNotFound(app.designStudio.findTranslation(id));
  return nodeIn(owner, translation);
}

/** The email that a path names, in its default language. A translation is a bad request here. */
export function linkableEmailOf(request: AppRequest): StoredEmail {
  const { email, language } = nodeOf(request);
  if (language !== '') throw new AppError(400, 'expected the email of the default language');
  return email;
}

function defaultNode(email: StoredEmail): DesignNode {
  return { id: email.id, name: email.name, language: '', draft: email, email };
}

function nodeIn(email: StoredEmail, translation: StoredTranslation): DesignNode {
  const { nodeId, language } = translation;
  return { id: nodeId, name: `${email.name} (${language})`, language, draft: translation, email };
}

/** The fields of an email that are its draft. */
export function draftOf({ content, envelope, transformers }: Draft): Draft {
  return { content, envelope, transformers };
}

/** An envelope as it is read: with the addresses of its senders. */
export function envelopeView(
  envelope: DesignStudioEnvelopeInput,
  { app }: Pick<AppRequest, 'app'>,
): DesignStudioEnvelope {
  const addressOf = (id: number | null) => app.senderIdentities.get(id ?? undefined)?.address ?? '';
  const { from_id = null, reply_to_id = null, ...others } = envelope;
  return { from_id, from: addressOf(from_id), reply_to_id, reply_to: addressOf(reply_to_id), ...others };
}

/** Rejects senders that do not exist. */
export function checkSenders(envelope: DesignStudioEnvelopeInput = {}, { app }: AppRequest): void {
  for (const name of ['from_id', 'reply_to_id'] as const) {
    const id = envelope[name];
    if (id === undefined || id === null || app.senderIdentities.get(id)) continue;
    throw new AppError(400, `envelope.${name}: there is no such sender`);
  }
}

export function rejectLinked({ target }: StoredEmail): void {
  if (target) throw new AppError(409, 'cannot delete email because it is linked');
}
