import type { Json } from '../lib/json.js';
import { ownValue, setOwn } from '../lib/own-properties.js';

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

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
