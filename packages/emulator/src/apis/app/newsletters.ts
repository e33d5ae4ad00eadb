import { audience } from '../../engine/audience.js';
import { deliver, renderDeadline } from '../../engine/deliveries.js';
import { refusalOf } from '../../engine/preferences.js';
import type { Workspace } from '../../engine/workspace.js';
import type {
  CreateTranslation,
  NewsletterChannel,
  UpdateNewsletterContent,
} from '../../generated/app-types.js';
import type { StoredNewsletter, StoredNewsletterContent } from '../../store/app-entities.js';
import { type ApiResponse, json, noContent } from '../api.js';
import { AppError } from './errors.js';
import { messagesPage } from './messages.js';
import { links, series } from './metrics.js';
import { checkNewsletter, checkPace, checkRecipients } from './newsletter-checks.js';
import { cursorPage } from './paging.js';
import {
  type AppHandler,
  type AppHandlers,
  type AppRequest,
  changeFields,
  type Json,
  orNotFound,
} from './request.js';

function view({ recipients: _, test_groups: __, scheduled_at: ___, ...newsletter }: StoredNewsletter): Json {
  return newsletter;
}

/** The fields of a content that no request changes. */
const FIXED = ['newsletter_id', 'deduplicate_id', 'type', 'language', 'group'];
/** The fields of a content that the App API has. */
const VISIBLE =
  /^(id|newsletter_id|deduplicate_id|name|layout|body|body_amp|language|type|from|from_id|reply_to|reply_to_id|preprocessor|recipient|subject|cc|bcc|fake_bcc|preheader_text|headers)$/;

function contentView({ body_json, ...content }: StoredNewsletterContent): Json {
  return {
    ...Object.fromEntries(Object.entries(content).filter(([key]) => VISIBLE.test(key))),
    ...(body_json !== undefined && { body: body_json }),
  };
}

const newsletterOf = ({ app, parameters }: AppRequest): StoredNewsletter =>
  orNotFound(app.newsletters.get(parameters.newsletter_id));

function contentsOf(request: AppRequest): StoredNewsletterContent[] {
  return [...request.app.contents.by('newsletter_id', newsletterOf(request).id)];
}

function contentOf(request: AppRequest): StoredNewsletterContent {
  const { id } = newsletterOf(request);
  const content = request.app.contents.get(request.parameters.content_id);
  return orNotFound(content?.newsletter_id === id ? content : undefined);
}

/** The fields of a content in a request's body. Headers are a list there, and text where they are kept. */
type ContentFields = Omit<Partial<StoredNewsletterContent>, 'headers'> & { headers?: unknown };

function addContent(
  { app }: AppRequest,
  newsletter: StoredNewsletter,
  { headers, ...fields }: ContentFields,
): StoredNewsletterContent {
  const added = app.contents.add({
    type: newsletter.type,
    name: newsletter.name,
    language: '',
    ...fields,
    headers: typeof headers === 'string' ? headers : JSON.stringify(headers ?? []),
    newsletter_id: newsletter.id,
    deduplicate_id: `${newsletter.id}:${app.clock.unixSeconds()}`,
  });
  app.newsletters.update(newsletter, {
    content_ids: [...newsletter.content_ids, added.id],
    updated: app.clock.unixSeconds(),
  });
  return added;
}

/** The number of the side of a test that a path names; undefined where it names none. */
function groupOf({ parameters }: AppRequest, { test_groups }: StoredNewsletter): number | undefined {
  const { test_group_id } = parameters;
  if (test_group_id === undefined) return undefined;
  const group = test_groups.find(({ id }) => String(id) === test_group_id);
  if (!group) throw new AppError(400, 'there is no such test group');
  return group.id;
}

/** The content in a language: of the newsletter, or of one side of its test. One that does not exist is a bad request. */
function translationOf(request: AppRequest): StoredNewsletterContent {
  const { language } = request.parameters;
  const group = groupOf(request, newsletterOf(request));
  const content = contentsOf(request).find((one) => one.language === language && one.group === group);
  if (!content) throw new AppError(400, `there is no content in the language "${language}"`);
  return content;
}

function rejectSent({ sent_at }: StoredNewsletter): void {
  if (sent_at) throw new AppError(400, 'the newsletter has been sent');
}

const createTranslation: AppHandler<CreateTranslation> = (request) => {
  const newsletter = newsletterOf(request);
  rejectSent(newsletter);
  const group = groupOf(request, newsletter);
  if (group === undefined && newsletter.test_groups.length > 0) {
    throw new AppError(400, 'the newsletter has test groups: add the language to one of them');
  }
  const { language, ...content }: ContentFields & { language: string } = request.body;
  if (newsletter.type === 'push' && !content.subject && !content.body) {
    throw new AppError(422, 'subject or body is required');
  }
  if (contentsOf(request).some((one) => one.language === language && one.group === group)) {
    throw new AppError(422, `there is content in the language "${language}" already`);
  }
  const added = addContent(request, newsletter, { ...content, language });
  if (group !== undefined) request.app.contents.update(added, { group });
  for (const one of newsletter.test_groups) if (one.id === group) one.content_ids.push(added.id);
  request.app.newsletters.save(newsletter);
  return json({ newsletter: view(newsletter) });
};

const getTranslation: AppHandler = (request) => json({ content: contentView(translationOf(request)) });

const updateTranslation: AppHandler<UpdateNewsletterContent> = (request) =>
  change(translationOf(request), request);

const deleteTranslation: AppHandler = (request) => {
  const newsletter = newsletterOf(request);
  rejectSent(newsletter);
  if (request.parameters.language === '') {
    throw new AppError(400, 'the content of the default language cannot be deleted');
  }
  const { id } = translationOf(request);
  request.app.contents.delete(id);
  newsletter.content_ids = newsletter.content_ids.filter((one) => one !== id);
  for (const group of newsletter.test_groups) {
    group.content_ids = group.content_ids.filter((one) => one !== id);
  }
  request.app.newsletters.save(newsletter);
  return noContent;
};

function change(
  content: StoredNewsletterContent,
  { app, body }: AppRequest<UpdateNewsletterContent>,
): ApiResponse {
  // The content of these is made in Customer.io's pages.
  if (content.type !== 'in_app' && content.type !== 'inbox') {
    const changes: Json = {};
    changeFields(changes, body, FIXED);
    if (Array.isArray(changes.headers)) changes.headers = JSON.stringify(changes.headers);
    app.contents.update(content, changes);
  }
  return json({ content: contentView(content) });
}

/** Sends a newsletter whose time has come, unless it was sent, scheduled anew or deleted. */
export function sendScheduled(
  workspace: Workspace,
  { newsletter_id, scheduled_at }: { newsletter_id: number; scheduled_at: number },
): void {
  const newsletter = workspace.app.newsletters.get(newsletter_id);
  if (newsletter?.scheduled_at === scheduled_at) sendNow(workspace, newsletter);
}

function schedule({ workspace, app }: AppRequest, newsletter: StoredNewsletter, scheduled_at: number): void {
  app.newsletters.update(newsletter, { scheduled_at });
  workspace.jobs.schedule('newsletter', { newsletter_id: newsletter.id, scheduled_at }, scheduled_at * 1000);
}

function sendNow(workspace: Workspace, newsletter: StoredNewsletter): void {
  const { app } = workspace;
  delete newsletter.scheduled_at;
  app.newsletters.update(newsletter, { sent_at: app.clock.unixSeconds() });
  const contents = [...app.contents.by('newsletter_id', newsletter.id)];
  const renderUntil = renderDeadline();
  for (const person of audience(workspace, newsletter.recipients)) {
    const refusal = refusalOf(app, person, newsletter.subscription_topic_id);
    const content = contents.find((one) => one.language === person.attributes.language) ?? contents[0];
    deliver(workspace, {
      type: newsletter.type,
      person,
      recipient: person.email ?? '',
      content: content ?? {},
      trigger: {},
      source: { newsletter_id: newsletter.id, ...(content && { content_id: content.id }) },
      ...(content && { templateId: content.id }),
      ...(refusal !== undefined && { metrics: ['undeliverable'], failure: refusal }),
      renderUntil,
    });
  }
}

/** What a new newsletter has beside its content. */
interface NewsletterBody {
  name: string;
  recipients: StoredNewsletter['recipients'];
  type?: NewsletterChannel;
  send_now?: boolean;
  scheduled_at?: number;
  subscription_topic_id?: number;
}

export const newsletters = {
  listNewsletters: (request) => {
    const all = request.app.newsletters.all();
    const ordered = request.query.sort === 'asc' ? all : all.reverse();
    return cursorPage(ordered, request, (page) => ({ newsletters: page.map(view) }));
  },
  createNewsletter: (request) => {
    const { app, body } = request;
    checkRecipients(body.recipients);
    checkNewsletter(body, app.clock.unixSeconds());
    checkPace(body);
    const {
      name,
      recipients,
      type = 'email',
      send_now,
      scheduled_at,
      subscription_topic_id,
      ...content
    }: NewsletterBody & ContentFields = body;
    const at = app.clock.unixSeconds();
    const segments = JSON.stringify(recipients).matchAll(/"segment":\{"id":(\d+)\}/g);
    const newsletter = app.newsletters.add({
      name,
      type,
      recipients,
      content_ids: [],
      test_groups: [],
      tags: [],
      recipient_segment_ids: [...segments].map(([, id]) => Number(id)),
      created: at,
      updated: at,
      sent_at: null,
      ...(subscription_topic_id !== undefined && { subscription_topic_id }),
    });
    app.newsletters.update(newsletter, { deduplicate_id: `${newsletter.id}:${at}` });
    addContent(request, newsletter, content);
    if (send_now === true) sendNow(request.workspace, newsletter);
    else if (scheduled_at !== undefined) schedule(request, newsletter, scheduled_at);
    return json({ newsletter: view(newsletter) });
  },
  getNewsletters: (request) => json({ newsletter: view(newsletterOf(request)) }),
  deleteNewsletters: (request) => {
    for (const content of contentsOf(request)) request.app.contents.delete(content.id);
    request.app.newsletters.delete(newsletterOf(request).id);
    return noContent;
  },
  sendNewsletter: (request) => {
    const newsletter = newsletterOf(request);
    rejectSent(newsletter);
    checkPace(request.body);
    sendNow(request.workspace, newsletter);
    return json({ newsletter: view(newsletter) });
  },
  scheduleNewsletter: (request) => {
    const { body } = request;
    const newsletter = newsletterOf(request);
    rejectSent(newsletter);
    checkPace(body);
    const at = Number(body.scheduled_at);
    if (at === 0 && newsletter.scheduled_at === undefined) {
      throw new AppError(400, 'the newsletter is not scheduled');
    }
    if (at !== 0 && at <= request.app.clock.unixSeconds())
      throw new AppError(422, 'scheduled_at is in the past');
    if (at !== 0 && !body.timezone) throw new AppError(422, 'timezone is required');
    if (at === 0) {
      delete newsletter.scheduled_at;
      request.app.newsletters.save(newsletter);
    } else {
      schedule(request, newsletter, at);
    }
    return json({ newsletter: view(newsletter) });
  },
  getNewsletterMsgMeta: (request) => messagesPage(request, { newsletter_id: newsletterOf(request).id }),

  listNewsletterVariants: (request) => json({ contents: contentsOf(request).map(contentView) }),
  getNewsletterVariant: (request) => json({ content: contentView(contentOf(request)) }),
  updateNewsletterVariant: (request) => change(contentOf(request), request),
  createNewsletterLanguageVariant: createTranslation,
  getNewsletterVariantTranslation: getTranslation,
  updateNewsletterVariantTranslation: updateTranslation,
  deleteNewsletterLanguageVariant: deleteTranslation,

  getNewsletterTestGroups: (request) => json({ test_groups: newsletterOf(request).test_groups }),
  createNewsletterTestGroup: (request) => {
    const newsletter = newsletterOf(request);
    rejectSent(newsletter);
    const id = newsletter.test_groups.length;
    const { id: _, ...original } = orNotFound(contentsOf(request)[0]);
    const content = addContent(request, newsletter, original);
    request.app.contents.update(content, { group: id });
    const name = String.fromCharCode('A'.charCodeAt(0) + id);
    newsletter.test_groups.push({
      id,
      name,
      label: `test ${id + 1}`,
      winner: false,
      content_ids: [content.id],
    });
    request.app.newsletters.save(newsletter);
    return json({ newsletter: view(newsletter) });
  },
  createNewsletterTestLanguageVariant: createTranslation,
  getNewsletterVariantTranslationTest: getTranslation,
  updateNewsletterTestTranslation: updateTranslation,
  deleteNewsletterTestLanguageVariant: deleteTranslation,

  getNewsletterMetrics: series,
  getVariantMetrics: series,
  getNewsletterLinks: links,
  getVariantLinks: links,
} satisfies AppHandlers;
