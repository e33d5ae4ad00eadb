import { randomUUID } from 'node:crypto';
import type { Stored } from '../../../store/app-store.js';
import type { LinkTarget, Publication, StoredEmail } from '../../../store/design-studio.js';
import { json } from '../../api.js';
import { AppError } from '../errors.js';
import { type AppHandler, type AppRequest, type Json, required, seconds } from '../request.js';
import { compileHtml } from './compile.js';
import { draftOf, linkableEmailOf, nodesOf } from './nodes.js';
import { liquidErrorsOf } from './rendering.js';
import { saveVersion } from './versions.js';

/** In how many languages one email can be published. */
const MAX_VARIANTS = 50;

/** Which id goes with which type of destination. */
const ID_OF: Record<LinkTarget['type'], keyof LinkTarget & string> = {
  transactional_message: 'transactional_message_id',
  newsletter: 'newsletter_id',
  campaign_action: 'action_id',
};

const idOf = (target: LinkTarget) => Number(target[ID_OF[target.type]]);

const isSame = (a: LinkTarget, b: LinkTarget) => a.type === b.type && idOf(a) === idOf(b);

/** What an email can be published into: the contents of a destination, by language. */
interface Destination {
  /** The number of its content in the default language. */
  templateId: number;
  /** The content in a language, made where there is none. */
  contentIn(language: string): Json;
  /** The number that the content in a language goes by. */
  templateIdIn(language: string): number;
}

function destinationOf(app: AppRequest['app'], target: LinkTarget): Destination | undefined {
  const id = idOf(target);
  if (target.type === 'campaign_action') {
    const action = app.actions.get(id);
    return action && actionDestination(action);
  }
  const owner = target.type === 'newsletter' ? app.newsletters.get(id) : app.transactional.get(id);
  if (!owner) return undefined;
  const isOwn = (content: Stored) =>
    target.type === 'newsletter' ? content.newsletter_id === id : content.transactional_id === id;
  const contents = target.type === 'newsletter' ? app.contents : app.transactionalContents;
  const find = (language: string) => contents.all().find((one) => isOwn(one) && one.language === language);
  const first = find('');
  if (!first) return undefined;
  const contentIn = (language: string): Stored => {
    const known = find(language);
    if (known) return known;
    const { id: _, ...fields } = first;
    const added = contents.add({ ...fields, language, created: seconds() });
    if (target.type === 'newsletter') owner.content_ids = [...(owner.content_ids as number[]), added.id];
    return added;
  };
  return { templateId: first.id, contentIn, templateIdIn: (language) => contentIn(language).id };
}

function actionDestination(action: Stored): Destination {
  const translations = (action.translations ?? {}) as Record<string, Json>;
  action.translations = translations;
  return {
    templateId: action.id,
    contentIn: (language) => {
      if (language === '') return action;
      translations[language] ??= { language };
      return translations[language];
    },
    templateIdIn: () => action.id,
  };
}

/** All of an email and of the components that it could have in it, as text to compare. */
function snapshotOf({ app }: AppRequest, email: StoredEmail): string {
  const nodes = nodesOf(email).map(({ language, draft }) => {
    const { content, envelope, transformers } = draftOf(draft);
    const html = compileHtml(app.designStudio, String(content.html ?? ''));
    return [language, { ...content, html }, envelope, transformers];
  });
  return JSON.stringify(nodes);
}

/** Why an email cannot be published; undefined where it can. */
function failureOf(request: AppRequest, email: StoredEmail, target: LinkTarget): AppError | undefined {
  if (!destinationOf(request.app, target)) {
    return new AppError(422, 'the destination was archived or deleted');
  }
  const nodes = nodesOf(email);
  if (nodes.length > MAX_VARIANTS) return new AppError(422, `at most ${MAX_VARIANTS} variants`);
  const errors = nodes.flatMap((node) => {
    const messages = liquidErrorsOf(request, node);
    return messages.length > 0 ? [[node.language, messages] as const] : [];
  });
  if (errors.length === 0) return undefined;
  return new AppError(422, 'the email has Liquid errors', { meta: Object.fromEntries(errors) });
}

/** Puts an email, in all its languages, into what it is linked to, and keeps what it was as versions. */
function publish(request: AppRequest, email: StoredEmail, target: LinkTarget): Json[] {
  const { designStudio } = request.app;
  const destination = destinationOf(request.app, target)!;
  email.published = snapshotOf(request, email);
  return nodesOf(email).map((node) => {
    const { content, envelope } = node.draft;
    const { html, amp, ...texts } = content;
    const { headers, ...sender } = envelope;
    Object.assign(destination.contentIn(node.language), texts, withoutNulls(sender), {
      body: compileHtml(designStudio, String(html ?? '')),
      ...(amp !== undefined && { body_amp: amp }),
      ...(headers !== undefined && { headers: JSON.stringify(headers) }),
      updated: seconds(),
    });
    const name = `Published ${new Date().toISOString()}`;
    const { version } = saveVersion(designStudio, node, { name, createdOnPublish: true });
    return {
      node_id: node.id,
      language: node.language,
      template_id: destination.templateIdIn(node.language),
      version_id: version.id,
    };
  });
}

function withoutNulls(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function publishLater(request: AppRequest, email: StoredEmail, target: LinkTarget): string {
  const id = randomUUID();
  const publication: Publication = { isDone: false, mappings: [] };
  email.publications.set(id, publication);
  request.workspace.jobs.run('publishEmail', () => {
    const failure = failureOf(request, email, target);
    if (failure) publication.failure = failure;
    else publication.mappings = publish(request, email, target);
    publication.isDone = true;
  });
  return id;
}

export const publishing: Record<string, AppHandler> = {
  linkEmail: (request) => {
    const { app, body } = request;
    const email = linkableEmailOf(request);
    const target = body.target as LinkTarget;
    const idName = ID_OF[target.type];
    if (target[idName] === undefined) throw new AppError(400, `target: ${idName} is required`);
    const destination = required(destinationOf(app, target), 'there is no such destination');
    if (email.target && !isSame(email.target, target)) {
      throw new AppError(400, 'the email is linked already: unlink it first');
    }
    const others = [...app.designStudio.emails.values()].filter(
      (other) => other !== email && other.target && isSame(other.target, target),
    );
    if (others.length > 0 && body.force !== true) {
      throw new AppError(409, 'another email is linked to this destination');
    }
    for (const other of others) {
      delete other.target;
      delete other.published;
    }
    email.target = target;
    return json({ node_id: email.id, target, template_id: destination.templateId });
  },
  publishEmail: (request) => {
    const email = linkableEmailOf(request);
    const { target } = email;
    if (!target) throw new AppError(400, 'the email is not linked');
    if (email.translations.size > 0) {
      return json({ status: 'pending', publish_id: publishLater(request, email, target) });
    }
    const failure = failureOf(request, email, target);
    if (failure) throw failure;
    return json({ status: 'done', mappings: publish(request, email, target) });
  },
  getPublishStatus: (request) => {
    const { publications } = linkableEmailOf(request);
    const publication = required(publications.get(request.query.publish_id!), 'publish job not found');
    if (publication.failure) throw publication.failure;
    if (!publication.isDone) return json({ status: 'pending' });
    return json({ status: 'done', mappings: publication.mappings });
  },
  checkUnpublishedChanges: (request) => {
    const email = linkableEmailOf(request);
    const isChanged = email.target !== undefined && email.published !== snapshotOf(request, email);
    return json({ has_unpublished_changes: isChanged });
  },
};
