import { audience } from '../../engine/audience.js';
import { deliver, renderDeadline } from '../../engine/deliveries.js';
import type { Stored } from '../../store/app-store.js';
import { json, noContent } from '../api.js';
import { AppError } from './errors.js';
import { messagesPage } from './messages.js';
import { links, series } from './metrics.js';
import { checkNewsletter, checkPace, checkRecipients } from './newsletter-checks.js';
import {
  type AppHandler,
  type AppRequest,
  changeFields,
  cursorPage,
  type Json,
  required,
  seconds,
} from './request.js';

const view = ({ recipients: _, test_groups: __, scheduled_at: ___, ...newsletter }: Stored): Json =>
  newsletter;

/** What of a content no request changes. */
const FIXED = ['newsletter_id', 'deduplicate_id', 'type', 'language', 'group'];
/** What of a content is told: not all that it was made of. */
const TOLD =
  /^(id|newsletter_id|deduplicate_id|name|layout|body|body_amp|language|type|from|from_id|reply_to|reply_to_id|preprocessor|recipient|subject|cc|bcc|fake_bcc|preheader_text|headers)$/;

const contentView = ({ body_json, ...content }: Stored): Json => ({
  ...Object.fromEntries(Object.entries(content).filter(([key]) => TOLD.test(key))),
  ...(body_json !== undefined && { body: body_json }),
});

interface TestGroup {
  id: number;
  name: string;
  label: string;
  winner: boolean;
  content_ids: number[];
}

const newsletterOf = ({ app, parameters }: AppRequest) =>
  required(app.newsletters.get(parameters.newsletter_id));

const groupsOf = (newsletter: Stored) => (newsletter.test_groups ?? []) as TestGroup[];

function contentsOf(request: AppRequest): Stored[] {
  const { id } = newsletterOf(request);
  return request.app.contents.all().filter((content) => content.newsletter_id === id);
}

function contentOf(request: AppRequest): Stored {
  const id = Number(request.parameters.content_id);
  return required(contentsOf(request).find((content) => content.id === id));
}

function addContent({ app }: AppRequest, newsletter: Stored, content: Json): Stored {
  const { headers, ...fields } = content;
  const added = app.contents.add({
    type: newsletter.type,
    name: newsletter.name,
    language: '',
    ...fields,
    headers: typeof headers === 'string' ? headers : JSON.stringify(headers ?? []),
    newsletter_id: newsletter.id,
    deduplicate_id: `${newsletter.id}:${seconds()}`,
  });
  newsletter.content_ids = [...(newsletter.content_ids as number[]), added.id];
  newsletter.updated = seconds();
  return added;
}

/** The number of the side of a test that a path names; undefined where it names none. */
function groupOf({ parameters }: AppRequest, newsletter: Stored): number | undefined {
  const { test_group_id } = parameters;
  if (test_group_id === undefined) return undefined;
  const group = groupsOf(newsletter).find(({ id }) => String(id) === test_group_id);
  if (!group) throw new AppError(400, 'there is no such test group');
  return group.id;
}

/** The content in a language: of the newsletter, or of one side of its test. One that does not exist is a bad request. */
function translationOf(request: AppRequest, language = request.parameters.language): Stored {
  const group = groupOf(request, newsletterOf(request));
  const content = contentsOf(request).find((one) => one.language === language && one.group === group);
  if (!content) throw new AppError(400, `there is no content in the language "${language}"`);
  return content;
}

function refuseSent({ sent_at }: Stored): void {
  if (sent_at) throw new AppError(400, 'the newsletter has been sent');
}

const createTranslation: AppHandler = (request) => {
  const newsletter = newsletterOf(request);
  refuseSent(newsletter);
  const group = groupOf(request, newsletter);
  if (group === undefined && groupsOf(newsletter).length > 0) {
    throw new AppError(400, 'the newsletter has test groups: add the language to one of them');
  }
  const { language, ...content } = request.body;
  if (newsletter.type === 'push' && !content.subject && !content.body) {
    throw new AppError(422, 'subject or body is required');
  }
  if (contentsOf(request).some((one) => one.language === language && one.group === group)) {
    throw new AppError(422, `there is content in the language "${language}" already`);
  }
  const added = addContent(request, newsletter, { ...content, language });
  if (group !== undefined) added.group = group;
  for (const one of groupsOf(newsletter)) if (one.id === group) one.content_ids.push(added.id);
  return json({ newsletter: view(newsletter) });
};

const getTranslation: AppHandler = (request) => json({ content: contentView(translationOf(request)) });

const updateTranslation: AppHandler = (request) => change(translationOf(request), request);

const deleteTranslation: AppHandler = (request) => {
  const newsletter = newsletterOf(request);
  refuseSent(newsletter);
  if (request.parameters.language === '') {
    throw new AppError(400, 'the content of the default language cannot be deleted');
  }
  const { id } = translationOf(request);
  request.app.contents.delete(id);
  newsletter.content_ids = (newsletter.content_ids as number[]).filter((one) => one !== id);
  for (const group of groupsOf(newsletter)) group.content_ids = group.content_ids.filter((one) => one !== id);
  return noContent;
};

function change(content: Stored, { body }: AppRequest) {
  // What these show is made in Customer.io's pages.
  const isFixed = content.type === 'in_app' || content.type === 'inbox';
  if (!isFixed) {
    changeFields(content, body, FIXED);
    if (Array.isArray(body.headers)) content.headers = JSON.stringify(body.headers);
  }
  return json({ content: contentView(content) });
}

function sendNow(request: AppRequest, newsletter: Stored): void {
  const { workspace, app } = request;
  newsletter.sent_at = seconds();
  delete newsletter.scheduled_at;
  const contents = app.contents.all().filter((content) => content.newsletter_id === newsletter.id);
  const renderUntil = renderDeadline();
  for (const person of audience(workspace, newsletter.recipients as Json)) {
    const content = contents.find((one) => one.language === person.attributes.language) ?? contents[0];
    deliver(workspace, {
      type: newsletter.type as string,
      person,
      recipient: person.email ?? '',
      content: content ?? {},
      trigger: {},
      source: { newsletter_id: newsletter.id, ...(content && { content_id: content.id }) },
      ...(content && { templateId: content.id }),
      renderUntil,
    });
  }
}

export const newsletters: Record<string, AppHandler> = {
  listNewsletters: (request) => {
    const all = request.app.newsletters.all();
    const ordered = request.query.sort === 'asc' ? all : all.reverse();
    return cursorPage(ordered, request, (page) => ({ newsletters: page.map(view) }));
  },
  createNewsletter: (request) => {
    const { app, body } = request;
    checkRecipients(body.recipients);
    checkNewsletter(body);
    checkPace(body);
    const {
      name,
      recipients,
      type = 'email',
      send_now,
      scheduled_at,
      subscription_topic_id,
      ...content
    } = body;
    const at = seconds();
    const segments = JSON.stringify(recipients).matchAll(/"segment":\{"id":(\d+)\}/g);
    const newsletter = app.newsletters.add({
      name,
      type,
      recipients,
      content_ids: [],
      tags: [],
      recipient_segment_ids: [...segments].map(([, id]) => Number(id)),
      created: at,
      updated: at,
      sent_at: null,
      ...(subscription_topic_id !== undefined && { subscription_topic_id }),
    });
    newsletter.deduplicate_id = `${newsletter.id}:${at}`;
    addContent(request, newsletter, content);
    if (send_now === true) sendNow(request, newsletter);
    else if (scheduled_at !== undefined) newsletter.scheduled_at = scheduled_at;
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
    refuseSent(newsletter);
    checkPace(request.body);
    sendNow(request, newsletter);
    return json({ newsletter: view(newsletter) });
  },
  scheduleNewsletter: (request) => {
    const { body } = request;
    const newsletter = newsletterOf(request);
    refuseSent(newsletter);
    checkPace(body);
    const at = Number(body.scheduled_at);
    if (at === 0 && newsletter.scheduled_at === undefined) {
      throw new AppError(400, 'the newsletter is not scheduled');
    }
    if (at !== 0 && at <= seconds()) throw new AppError(422, 'scheduled_at is in the past');
    if (at !== 0 && !body.timezone) throw new AppError(422, 'timezone is required');
    if (at === 0) delete newsletter.scheduled_at;
    else newsletter.scheduled_at = at;
    return json({ newsletter: view(newsletter) });
  },
  getNewsletterMsgMeta: (request) => {
    const { id } = newsletterOf(request);
    return messagesPage(request, ({ source }) => source.newsletter_id === id);
  },

  listNewsletterVariants: (request) => json({ contents: contentsOf(request).map(contentView) }),
  getNewsletterVariant: (request) => json({ content: contentView(contentOf(request)) }),
  updateNewsletterVariant: (request) => change(contentOf(request), request),
  createNewsletterLanguageVariant: createTranslation,
  getNewsletterVariantTranslation: getTranslation,
  updateNewsletterVariantTranslation: updateTranslation,
  deleteNewsletterLanguageVariant: deleteTranslation,

  getNewsletterTestGroups: (request) => json({ test_groups: groupsOf(newsletterOf(request)) }),
  createNewsletterTestGroup: (request) => {
    const newsletter = newsletterOf(request);
    refuseSent(newsletter);
    const groups = groupsOf(newsletter);
    const id = groups.length;
    const { id: _, ...original } = required(contentsOf(request)[0]);
    const content = addContent(request, newsletter, original);
    content.group = id;
    const name = String.fromCharCode('A'.charCodeAt(0) + id);
    const group = { id, name, label: `test ${id + 1}`, winner: false, content_ids: [content.id] };
    newsletter.test_groups = [...groups, group];
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
};
