/** Where the emulator's own routes are: the page is one of them. */
const BASE = '/_emulator';

/** The workspace that the page's own address names: `/_emulator?workspace=staging`. Null for the first. */
const workspace = new URLSearchParams(location.search).get('workspace');

export function urlOf(path: string): string {
  const [name, search] = path.split('?');
  const query = new URLSearchParams(search);
  if (workspace !== null && !query.has('workspace')) query.set('workspace', workspace);
  return `${BASE}${name}${query.size > 0 ? `?${query}` : ''}`;
}

/** Calls one of the emulator's routes. A response that is no success is an error with the emulator's reason. */
export async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(urlOf(path), {
    method,
    signal: signal ?? null,
    ...(method !== 'GET' && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    }),
  });
  const result: unknown = await response.json().catch(() => null);
  if (response.ok) return result as T;
  const { error } = Object(result) as { error?: string };
  throw new Error(error ?? `the emulator responded with ${response.status}`);
}

/** A query of these fields, without those that are empty; with its question mark. */
export function queryOf(fields: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** A part of a path. */
export const enc: (text: string | number) => string = encodeURIComponent;
