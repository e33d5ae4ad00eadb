import { randomUUID } from 'node:crypto';
import type { Workspace } from '../../../engine/workspace.js';
import type { DesignStudioLinkTarget, DesignStudioPublishedLanguage } from '../../../generated/app-types.js';
import type { StoredAction, StoredNewsletter, TransactionalMessage } from '../../../store/app-entities.js';
import type { AppStore } from '../../../store/app-store.js';
import type { StoredEmail } from '../../../store/design-studio.js';
import { json } from '../../api.js';
import { AppError } from '../errors.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from '../request.js';
import { compileHtml } from './compile.js';
import { draftOf, linkableEmailOf, nodesOf } from './nodes.js';
import { liquidErrorsOf } from './rendering.js';
import { saveVersion } from './versions.js';

/** In how many languages one email can be published. */
const MAX_VARIANTS = 50;

/** The id of a destination: each type has it under another name. */
function idOf(target: DesignStudioLinkTarget): number {
  switch (target.type) {
    case 'transactional_message':
      return Number(target.transactional_message_id);
    case 'newsletter':
      return Number(target.newsletter_id);
    case 'campaign_action':
      return Number(target.action_id);
  }
}

const isSame = (a: DesignStudioLinkTarget, b: DesignStudioLinkTarget) =>
  a.type === b.type && idOf(a) === idOf(b);

/** The fields that a publication sets in a content. */
interface PublishedContent {
  subject?: string;
  preheader_text?: string;
  body: string;
  body_amp?: string;
  headers?: string;
  from_id?: number;
  reply_to_id?: number | null;
  updated: number;
}

/** What an email is published into. */
interface Destination {
  /** The number of its content in the default language. */
  templateId: number;
  /** Sets the content in a language, which is added where there is none, and returns its number. */
  write(language: string, content: PublishedContent): number;
}

function destinationOf(app: AppStore, target: DesignStudioLinkTarget): Destination | undefined {
  const id = idOf(target);
  switch (target.type) {
    case 'campaign_action': {
      const action = app.actions.get(id);
      return action && actionDestination(app, action);
    }
    case 'newsletter': {
      const newsletter = app.newsletters.get(id);
      return newsletter && newsletterDestination(app, newsletter);
    }
    case 'transactional_message': {
      const message = app.transactional.get(id);
      return message && transactionalDestination(app, message);
    }
  }
}

function actionDestination({ actions }: AppStore, action: StoredAction): Destination {
  return {
    templateId: action.id,
    write: (language, content) => {
      if (language === '') {
        actions.update(action, content);
      } else {
        const translation = action.translations.get(language) ?? { language };
        action.translations.set(language, Object.assign(translation, content));
        actions.save(action);
      }
      return action.id;
    },
  };
}

function newsletterDestination(
  { contents, newsletters }: AppStore,
  newsletter: StoredNewsletter,
): Destination | undefined {
  const find = (language: string) =>
    [...contents.by('newsletter_id', newsletter.id)].find((one) => one.language === language);
  const original = find('');
  return (
    original && {
      templateId: original.id,
      write: (language, content) => {
        const existing = find(language);
        if (existing) {
          contents.update(existing, content);
          return existing.id;
        }
        const { id } = contents.add({ ...original, language, ...content });
        newsletters.update(newsletter, { content_ids: [...newsletter.content_ids, id] });
        return id;
      },
    }
  );
}

function transactionalDestination(
  { transactionalContents, clock }: AppStore,
  { id: messageId }: TransactionalMessage,
): Destination | undefined {
  const find = (language: string) =>
    [...transactionalContents.by('transactional_id', messageId)].find((one) => one.language === language);
  const original = find('');
  return (
    original && {
      templateId: original.id,
      write: (language, content) => {
        const created = clock.unixSeconds();
        const existing = find(language) ?? transactionalContents.add({ ...original, language, created });
        transactionalContents.update(existing, content);
        return existing.id;
      },
    }
  );
}

/** All of an email and of the components that it could have in it, as text to compare. */
function snapshotOf({ app }: Workspace, email: StoredEmail): string {
  const nodes = nodesOf(email).map(({ language, draft }) => {
    const { content, envelope, transformers } = draftOf(draft);
    const html = compileHtml(app.designStudio, content.html ?? '');
    return [language, { ...content, html }, envelope, transformers];
  });
  return JSON.stringify(nodes);
}

/** Why an email cannot be published; undefined where it can. */
function failureOf(
  workspace: Workspace,
  email: StoredEmail,
  target: DesignStudioLinkTarget,
): AppError | undefined {
  if (!destinationOf(workspace.app, target)) {
    return new AppError(422, 'the destination was archived or deleted');
  }
  const nodes = nodesOf(email);
  if (nodes.length > MAX_VARIANTS) return new AppError(422, `at most ${MAX_VARIANTS} variants`);
  const errors = nodes.flatMap((node) => {
    const messages = liquidErrorsOf(workspace, node);
    return messages.length > 0 ? [[node.language, messages] as const] : [];
  });
  if (errors.length === 0) return undefined;
  return new AppError(422, 'the email has Liquid errors', { meta: Object.fromEntries(errors) });
}

/** Publishes an email in all its languages into its destination, and keeps what is published as versions. */
function publish(
  workspace: Workspace,
  email: StoredEmail,
  target: DesignStudioLinkTarget,
): DesignStudioPublishedLanguage[] {
  const { app } = workspace;
  const { designStudio, clock } = app;
  const destination = destinationOf(app, target)!;
  email.published = snapshotOf(workspace, email);
  designStudio.emails.save(email.id);
  return nodesOf(email).map((node) => {
    const { content, envelope } = node.draft;
    const { html = '', amp, text: _, ...texts } = content;
    const { headers, ...sender } = envelope;
    const template_id = destination.write(node.language, {
      ...texts,
      ...withoutNulls(sender),
      body: compileHtml(designStudio, html),
      ...(amp !== undefined && { body_amp: amp }),
      ...(headers !== undefined && { headers: JSON.stringify(headers) }),
      updated: clock.unixSeconds(),
    });
    const name = `Published ${new Date().toISOString()}`;
    const { version } = saveVersion(app, node, { name, createdOnPublish: true });
    return { node_id: node.id, language: node.language, template_id, version_id: version.id };
  });
}

function withoutNulls(fields: object): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function publishLater(request: AppRequest, email: StoredEmail, target: DesignStudioLinkTarget): string {
  const id = randomUUID();
  const { workspace, app } = request;
  email.publications.set(id, { isDone: false, mappings: [] });
  app.designStudio.emails.save(email.id);
  workspace.jobs.schedule('publish', { email_id: email.id, publish_id: id, target });
  return id;
}

/** Publishes an email in several languages, whose time has come. */
export function runPublication(
  workspace: Workspace,
  { email_id, publish_id, target }: { email_id: string; publish_id: string; target: DesignStudioLinkTarget },
): void {
  const { emails } = workspace.app.designStudio;
  const email = emails.get(email_id);
  const publication = email?.publications.get(publish_id);
  if (!email || !publication) return;
  const failure = failureOf(workspace, email, target);
  if (failure) {
    const { status, detail, more } = failure;
    publication.failure = { status, detail, meta: more.meta };
  } else {
    publication.mappings = publish(workspace, email, target);
  }
  publication.isDone = true;
  emails.save(email.id);
}

export const publishing = {
  linkEmail: (request) => {
    const { app, body } = request;
    const email = linkableEmailOf(request);
    const { target } = body;
    if (Number.isNaN(idOf(target)))
      throw new AppError(400, `target: the id of the ${target.type} is required`);
    const destination = orNotFound(destinationOf(app, target), 'there is no such destination');
    if (email.target && !isSame(email.target, target)) {
      throw new AppError(400, 'the email is linked already: unlink it first');
    }
    const others = [...app.designStudio.emails.values()].filter(
      (other) => other !== email && other.target && isSame(other.target, target),
    );
    if (others.length > 0 && body.force !== true) {
      throw new AppError(409, 'another email is linked to this destination');
    }
    const { emails } = app.designStudio;
    for (const other of others) {
      delete other.target;
      delete other.published;
      emails.save(other.id);
    }
    email.target = target;
    emails.save(email.id);
    return json({ node_id: email.id, target, template_id: destination.templateId });
  },
  publishEmail: (request) => {
    const email = linkableEmailOf(request);
    const { target } = email;
    if (!target) throw new AppError(400, 'the email is not linked');
    if (email.translations.size > 0) {
      return json({ status: 'pending', publish_id: publishLater(request, email, target) });
    }
    const failure = failureOf(request.workspace, email, target);
    if (failure) throw failure;
    return json({ status: 'done', mappings: publish(request.workspace, email, target) });
  },
  getPublishStatus: (request) => {
    const { publications } = linkableEmailOf(request);
    const publication = orNotFound(publications.get(request.query.publish_id!), 'publish job not found');
    const { failure } = publication;
    if (failure) {
      throw new AppError(failure.status, failure.detail, { ...(failure.meta && { meta: failure.meta }) });
    }
    if (!publication.isDone) return json({ status: 'pending' });
    return json({ status: 'done', mappings: publication.mappings });
  },
  checkUnpublishedChanges: (request) => {
    const email = linkableEmailOf(request);
    const isChanged = email.target !== undefined && email.published !== snapshotOf(request.workspace, email);
    return json({ has_unpublished_changes: isChanged });
  },
} satisfies AppHandlers;
