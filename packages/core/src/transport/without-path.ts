import { MAX_CAUSES } from './network-errors.js';

/** The URL of a request, behind its origin. */
const PATH_IN_TEXT = /(https?:\/\/[^\s/?#]+)[/?#]\S*/g;

/**
 * Settles as the promise does; the errors of `fetch` without the path of the request, which can contain identifiers of people. Deno
 * writes the URL into the message, and Bun into a field.
 */
export async function withoutPath<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw clean(error);
  }
}

/** The error itself if it has no path in it. */
function clean(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return error;
  const { name, message, cause, ...fields } = error;
  const cleanCause = clean(cause, depth + 1);
  const hasPath = (text: unknown) => typeof text === 'string' && text.search(PATH_IN_TEXT) >= 0;
  if (cleanCause === cause && ![message, ...Object.values(fields)].some(hasPath)) return error;
  const cleaned = new Error(
    message.replace(PATH_IN_TEXT, '$1/…'),
    cause === undefined ? {} : { cause: cleanCause },
  );
  cleaned.name = name;
  for (const [field, value] of Object.entries(fields)) {
    if (!hasPath(value)) Object.assign(cleaned, { [field]: value });
  }
  return cleaned;
}
