import { sleep } from '@cio/core';
import type { Json } from '../lib/json.js';
import type { Seed, SeedBroadcast, SeedCampaign, SeedContent, SeedTemplate } from './seed.js';

export interface PullOptions {
  /** Where the App API is: `https://api.customer.io`. */
  baseUrl: string;
  /** Its key. */
  apiKey: string;
  /** How long to wait between two requests, in milliseconds. Default 100: Customer.io allows 10 a second. */
  pauseMs?: number;
}

const CONTENT = ['subject', 'body', 'preheader_text', 'from', 'reply_to', 'cc', 'bcc'] as const;
const CHANNELS: readonly unknown[] = ['email', 'push', 'twilio', 'whatsapp', 'in_app'];
const MAX_ATTEMPTS = 5;

/**
 * Reads a workspace's templates as a seed: transactional messages in all languages, snippets, topics, and the emails of
 * campaigns and broadcasts. It sends GET requests alone, and changes nothing.
 *
 * @throws An error with path and status, where a request fails.
 */
export async function pullSeed(options: PullOptions): Promise<Seed> {
  const get = (path: string) => getJson(options, path);
  const list = async (path: string, key: string) => ((await get(path))[key] ?? []) as Json[];

  const topics = (await list('/v1/subscription_topics', 'topics')).map((topic) => ({
    name: String(topic.name),
    ...(topic.description ? { description: String(topic.description) } : {}),
    subscribed_by_default: topic.subscribed_by_default !== false,
  }));
  const snippets = (await list('/v1/snippets', 'snippets')).map(({ name, value }) => [name, value]);

  const templates: SeedTemplate[] = [];
  for (const { id, name } of await list('/v1/transactional', 'messages')) {
    const contents = await list(`/v1/transactional/${id}/contents`, 'contents');
    const original = contents.find(({ language }) => !language) ?? contents[0];
    const others = contents.filter((content) => content !== original);
    const channel = original?.type;
    templates.push({
      id: Number(id),
      name: String(name),
      ...(CHANNELS.includes(channel) ? { channel: channel as NonNullable<SeedTemplate['channel']> } : {}),
      ...contentOf(original),
      ...(others.length > 0 && {
        translations: Object.fromEntries(others.map((content) => [content.language, contentOf(content)])),
      }),
    });
  }

  const campaigns: SeedCampaign[] = [];
  for (const { id, name, type, event_name } of await list('/v1/campaigns', 'campaigns')) {
    if (type !== 'event' || !event_name) continue;
    const steps: SeedCampaign['steps'] = [];
    let start = '';
    do {
      const page = await get(`/v1/campaigns/${id}/actions?start=${encodeURIComponent(start)}`);
      for (const action of emailsOf(page.actions))
        steps.push({ name: String(action.name), ...contentOf(action) });
      start = typeof page.next === 'string' ? page.next : '';
    } while (start !== '');
    if (steps.length > 0) campaigns.push({ name: String(name), event: String(event_name), steps });
  }

  const broadcasts: SeedBroadcast[] = [];
  for (const { id, name } of await list('/v1/broadcasts', 'broadcasts')) {
    const [action] = emailsOf((await get(`/v1/broadcasts/${id}/actions`)).actions);
    if (action) broadcasts.push({ name: String(name), ...contentOf(action) });
  }
  return { topics, snippets: Object.fromEntries(snippets), templates, campaigns, broadcasts };
}

/** A pulled seed as a file that says what it is. */
export async function pulledFile(seed: Seed): Promise<string> {
  const { stringify } = await import('yaml');
  return `# Read from a workspace of Customer.io. The App API does not tell delays of campaigns, conditions of segments and who is
# in them: add them where you need them. "cio-emulator init" writes a file with all that a seed can have.
${stringify(seed, { lineWidth: 0 })}`;
}

function emailsOf(actions: unknown): Json[] {
  return ((actions ?? []) as Json[]).filter(({ type }) => type === 'email');
}

function contentOf(content: Json = {}): SeedContent {
  const texts = CONTENT.flatMap((key) => {
    const value = content[key];
    return typeof value === 'string' && value !== '' ? [[key, value] as const] : [];
  });
  return Object.fromEntries(texts);
}

async function getJson({ baseUrl, apiKey, pauseMs = 100 }: PullOptions, path: string): Promise<Json> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(new URL(path, baseUrl), {
      headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
      signal: AbortSignal.timeout(10_000),
      // The key goes to the address that was given, and nowhere else.
      redirect: 'error',
    });
    if (response.ok) {
      await sleep(pauseMs);
      return (await response.json()) as Json;
    }
    await response.body?.cancel();
    if (response.status !== 429 || attempt === MAX_ATTEMPTS) {
      const hint = response.status === 401 ? ': the App API key is not accepted' : '';
      throw new Error(`GET ${path.split('?')[0]} responded with ${response.status}${hint}`);
    }
    await sleep(Math.min(Number(response.headers.get('retry-after') ?? 1), 60) * 1000);
  }
}
