import type { Json } from '../lib/json.js';
import { asText, ownValue, setOwn } from '../lib/own-properties.js';
import type { AppStore } from '../store/app-store.js';
import type { Person } from '../store/person.js';

/** The attribute that a person's subscription preferences are in. */
export const PREFERENCES = 'cio_subscription_preferences';

/** Whether a name is one preference in dot notation: `cio_subscription_preferences.topics.topic_1`. */
export function isPreferencePath(name: string): boolean {
  return /^cio_subscription_preferences\.(?:topics|channels)\../.test(name);
}

/**
 * A person's preferences with those that a call sets one by one, in dot notation. Undefined where it sets none so.
 *
 * @param current The preferences until now. A call can also set them as a whole.
 */
export function preferencesWith(current: unknown, body: Json): Json | undefined {
  const paths = Object.keys(body).filter(isPreferencePath);
  if (paths.length === 0) return undefined;
  const preferences = { ...asObject(ownValue(body, PREFERENCES) ?? current) };
  for (const path of paths) {
    const [, group = '', ...rest] = path.split('.');
    const choices = { ...asObject(ownValue(preferences, group)) };
    // An identifier of a topic may have dots itself.
    setOwn(choices, rest.join('.'), body[path]);
    preferences[group] = choices;
  }
  return preferences;
}

/** Customer.io takes `true` and `1` for true, as values and as text. */
export function isUnsubscribed({ attributes }: Person): boolean {
  return isTrue(attributes.unsubscribed);
}

/** Why a person does not get what is sent to many; undefined where they do. */
export function refusalOf({ topics }: AppStore, person: Person, topicId?: number): string | undefined {
  if (isUnsubscribed(person)) return 'the person is unsubscribed';
  const topic = topics.get(topicId);
  if (!topic) return undefined;
  const { topics: choices } = asObject(ownValue(person.attributes, PREFERENCES));
  const choice = ownValue(asObject(choices), String(topic.identifier));
  const isSubscribed = choice === undefined ? topic.subscribed_by_default !== false : isTrue(choice);
  return isSubscribed ? undefined : `the person is not subscribed to ${topic.name}`;
}

function isTrue(value: unknown): boolean {
  return ['true', '1'].includes(asText(value ?? '').toLowerCase());
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
