import type { Stored } from '../workspace/app-data.js';
import { audience } from './filters.js';
import { deliver, messagesPage, renderDeadline } from './messages.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  appError,
  changeFields,
  cursorPage,
  done,
  found,
  type Json,
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

const newsletterOf = ({ app, parameters }: AppRequest) => app.newsletters.get(parameters.newsletter_id);

function contentsOf({ app, parameters }: AppRequest): Stored[] {
  return app.contents.all().filter((content) => content.newsletter_id === Number(parameters.newsletter_id));
}

function addContent({ app }: AppRequest, newsletter: Stored, content: Json): Stored {
  const added = app.contents.add({
    type: newsletter.type,
    name: newsletter.name,
    language: '',
    ...content,
    newsletter_id: newsletter.id,
    deduplicate_id: `${newsletter.id}:${seconds()}`,
  });
  newsletter.content_ids = [...(newsletter.content_ids as number[]), added.id];
  return added;
}

/** The content in a language: of the newsletter, or of one side of its test. */
function translationOf(request: AppRequest): Stored | undefined {
  const { language, test_group_id } = request.parameters;
  return contentsOf(request).find(
    (content) => content.language === language && content.group === test_group_id,
  );
}

const createTranslation: AppHandler = (request) =>
  found(newsletterOf(request), (newsletter) => {
    const { language, ...content } = request.body;
    if (translationOf({ ...request, parameters: { ...request.parameters, language: String(language) } })) {
      return appError(422, 'there is a translation in this language', '/data/attributes/language');
    }
    const group = request.parameters.test_group_id;
    return answer({
      content: contentView(
        addContent(request, newsletter, { ...content, language, ...(group && { group }) }),
      ),
    });
  });

const getTranslation: AppHandler = (request) =>
  found(translationOf(request), (content) => answer({ content: contentView(content) }));

const updateTranslation: AppHandler = (request) =>
  found(translationOf(request), (content) => change(content, request));

const deleteTranslation: AppHandler = (request) =>
  found(translationOf(request), ({ id }) => {
    request.app.contents.delete(id);
    return done;
  });

function change(content: Stored, { body }: AppRequest) {
  changeFields(content, body, FIXED);
  if (body.headers !== undefined) content.headers = JSON.stringify(body.headers);
  return answer({ content: contentView(content) });
}

function sendNow(request: AppRequest, newsletter: Stored): void {
  const { workspace } = request;
  newsletter.sent_at = seconds();
  const contents = request.app.contents.all().filter((content) => content.newsletter_id === newsletter.id);
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
      renderUntil,
    });
  }
}

export const newsletters: Record<string, AppHandler> = {
  listNewsletters: ({ app, query }) => {
    const all = app.newsletters.all();
    return cursorPage(query.sort === 'asc' ? all : all.reverse(), query, (page) => ({
      newsletters: page.map(view),
    }));
  },
  createNewsletter: (request) => {
    const { app, body } = request;
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
      ...(subscription_topic_id !== undefined && { subscription_topic_id }),
    });
    newsletter.deduplicate_id = `${newsletter.id}:${at}`;
    addContent(request, newsletter, content);
    if (send_now === true) sendNow(request, newsletter);
    else if (scheduled_at !== undefined) newsletter.scheduled_at = scheduled_at;
    return answer({ newsletter: view(newsletter) });
  },
  getNewsletters: (request) =>
    found(newsletterOf(request), (newsletter) => answer({ newsletter: view(newsletter) })),
  deleteNewsletters: (request) =>
    found(newsletterOf(request), ({ id }) => {
      for (const content of contentsOf(request)) request.app.contents.delete(content.id);
      request.app.newsletters.delete(id);
      return done;
    }),
  sendNewsletter: (request) =>
    found(newsletterOf(request), (newsletter) => {
      if (newsletter.sent_at) return appError(422, 'it has been sent');
      sendNow(request, newsletter);
      return answer({ newsletter: view(newsletter) });
    }),
  scheduleNewsletter: (request) =>
    found(newsletterOf(request), (newsletter) => {
      const at = request.body.scheduled_at as number;
      if (at <= seconds()) return appError(422, 'is in the past', '/data/attributes/scheduled_at');
      newsletter.scheduled_at = at;
      return answer({ newsletter: view(newsletter) });
    }),
  getNewsletterMsgMeta: (request) =>
    found(newsletterOf(request), ({ id }) =>
      messagesPage(request, ({ source }) => source.newsletter_id === id),
    ),

  listNewsletterVariants: (request) =>
    found(newsletterOf(request), () => answer({ contents: contentsOf(request).map(contentView) })),
  getNewsletterVariant: (request) =>
    found(
      contentsOf(request).find(({ id }) => id === Number(request.parameters.content_id)),
      (content) => answer({ content: contentView(content) }),
    ),
  updateNewsletterVariant: (request) =>
    found(
      contentsOf(request).find(({ id }) => id === Number(request.parameters.content_id)),
      (content) => change(content, request),
    ),
  createNewsletterLanguageVariant: createTranslation,
  getNewsletterVariantTranslation: getTranslation,
  updateNewsletterVariantTranslation: updateTranslation,
  deleteNewsletterLanguageVariant: deleteTranslation,
  getNewsletterTestGroups: (request) =>
    found(newsletterOf(request), (newsletter) => answer({ test_groups: newsletter.test_groups ?? [] })),
  createNewsletterTestGroup: (request) =>
    found(newsletterOf(request), (newsletter) => {
      const groups = (newsletter.test_groups ?? []) as Json[];
      const id = `${newsletter.id}-${groups.length + 1}`;
      const content = addContent(request, newsletter, { group: id });
      newsletter.test_groups = [
        ...groups,
        { id, label: String.fromCharCode(65 + groups.length), winner: false, content_ids: [content.id] },
      ];
      return answer({ newsletter: view(newsletter) });
    }),
  createNewsletterTestLanguageVariant: createTranslation,
  getNewsletterVariantTranslationTest: getTranslation,
  updateNewsletterTestTranslation: updateTranslation,
  deleteNewsletterTestLanguageVariant: deleteTranslation,
};
