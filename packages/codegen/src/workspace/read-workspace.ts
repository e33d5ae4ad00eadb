import type { AppClient } from '@cio/app-api';
import { linkTo } from './links.js';

/** A thing that has an id and a name. */
export interface Named {
  readonly id: number | string;
  /** Its name in Customer.io. */
  readonly name: string;
  /** Its description in Customer.io. */
  readonly description?: string | undefined;
  /** The address of its page in Customer.io. */
  readonly link?: string | undefined;
}

/** A message whose templates read data. */
export interface MessageTemplates extends Named {
  /** The name that the API takes in place of the id. */
  readonly triggerName?: string | undefined;
  /** Its templates, by what they are: the fields of its contents, in all languages. */
  readonly templates: Readonly<Record<string, string>>;
}

/** A collection, with the names of its columns. */
interface CollectionColumns extends Named {
  /** The names of its columns. */
  readonly columns: readonly string[];
}

/** What of a workspace is written into a module. */
export interface WorkspaceContent {
  readonly transactional: readonly MessageTemplates[];
  readonly broadcasts: readonly MessageTemplates[];
  readonly segments: readonly Named[];
  readonly topics: readonly Named[];
  readonly objectTypes: readonly Named[];
  readonly newsletters: readonly Named[];
  readonly campaigns: readonly Named[];
  readonly senders: readonly Named[];
  readonly collections: readonly CollectionColumns[];
  /** The texts of the snippets, by name. */
  readonly snippets: ReadonlyMap<string, string>;
}

/** Fields of a content that have Liquid in them. */
const TEMPLATES = [
  'layout',
  'subject',
  'preheader_text',
  'body',
  'body_amp',
  'body_plain',
  'from',
  'reply_to',
  'recipient',
  'cc',
  'bcc',
  'headers',
  'image_url',
  'url',
  'title',
  'message',
];

/**
 * Reads a workspace: only with GET, one request after another, within the rate limits of the client.
 *
 * @param app A client of the App API.
 * @throws ApiError if the key may not read a part of it; RetryableError if Customer.io cannot be reached.
 */
export async function readWorkspace(app: AppClient): Promise<WorkspaceContent> {
  const { baseUrl } = app.http;
  const linked =
    (kind: Parameters<typeof linkTo>[1]) =>
    (thing: object): Named => {
      const entry = named(thing);
      return { ...entry, link: linkTo(baseUrl, kind, entry.id) };
    };
  const snippets = new Map<string, string>();
  for await (const { name, value } of app.snippets.list()) snippets.set(name, value);

  const transactional: MessageTemplates[] = [];
  for await (const message of app.transactional.list()) {
    const contents = await all(app.transactional.listVariants(message.id));
    transactional.push({
      ...linked('transactional')(message),
      triggerName: textOf(message.trigger_name),
      templates: templatesOf(contents),
    });
  }

  const broadcasts: MessageTemplates[] = [];
  for await (const broadcast of app.broadcasts.list()) {
    const actions = await all(app.broadcasts.getActions(broadcast.id));
    broadcasts.push({ ...named(broadcast), templates: templatesOf(actions) });
  }

  return {
    transactional,
    broadcasts,
    segments: (await all(app.segments.list())).map(linked('segments')),
    topics: (await all(app.subscriptionCenter.listTopics())).map((topic) => ({
      ...named(topic),
      id: topic.identifier ?? `topic_${topic.id}`,
    })),
    objectTypes: (await all(app.objects.listTypes())).map(named),
    newsletters: (await all(app.newsletters.list())).map(named),
    campaigns: (await all(app.campaigns.list())).map(linked('campaigns')),
    senders: (await all(app.senderIdentities.list()))
      .filter(({ hidden }) => hidden !== true)
      .map((sender) => ({ ...named(sender), name: sender.name ?? sender.email ?? String(sender.id) })),
    collections: (await all(app.collections.list())).map((collection) => ({
      ...named(collection),
      columns: collection.schema ?? [],
    })),
    snippets,
  };
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

function named(thing: object): Named {
  const { id, name, description } = thing as { id: number | string; name?: unknown; description?: unknown };
  return { id, name: textOf(name) ?? String(id), description: textOf(description) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The templates of contents, by field and, where there are several, by what tells them apart. */
function templatesOf(contents: readonly object[]): Record<string, string> {
  const templates: Record<string, string> = {};
  for (const content of contents as readonly Record<string, unknown>[]) {
    for (const field of TEMPLATES) {
      const text = textOf(content[field]);
      if (text === undefined) continue;
      const language = textOf(content.language);
      templates[`${field}${language ? `, ${language}` : ''} of content ${String(content.id)}`] = text;
    }
  }
  return templates;
}
