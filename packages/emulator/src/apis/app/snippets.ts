import type { Snippet } from '../../store/app-entities.js';
import type { AppStore } from '../../store/app-store.js';
import { json, noContent } from '../api.js';
import { AppError } from './errors.js';
import { type AppHandlers, orNotFound } from './request.js';

const MAX_NAME = 150;
const MAX_VALUE = 16_000;

/** The fields of a snippet, which may not have been validated. */
interface SnippetFields {
  name?: unknown;
  value?: unknown;
}

/** A snippet as it is kept: without space around. */
function snippetOf({ name, value }: SnippetFields, updated_at: number): Snippet {
  return { name: String(name ?? '').trim(), value: String(value ?? '').trim(), updated_at };
}

/** Rejects a new snippet that is not valid, with a pointer to the field. */
export function checkNewSnippet(body: SnippetFields): void {
  const [detail, pointer] = errorOf(snippetOf(body, 0)) ?? [];
  if (detail) throw new AppError(422, detail, { pointer });
}

/** What is wrong with a snippet, and where. */
function errorOf({ name, value }: Snippet): [detail: string, pointer: string] | undefined {
  if (name === '') return ['name cannot be blank', '/name'];
  if (value === '') return ['value cannot be blank', '/value'];
  if (name.length > MAX_NAME) return [`name cannot exceed ${MAX_NAME} characters`, '/name'];
  if (value.length > MAX_VALUE) return [`value cannot exceed ${MAX_VALUE} characters`, '/value'];
  if (/\{[{%][^{}]*\bsnippets?\b/.test(value)) {
    return ['Snippets cannot contain Liquid code referencing other snippets.', '/value'];
  }
  return undefined;
}

export const snippets = {
  listSnippets: ({ app }) => json({ snippets: [...app.snippets.values()] }),
  createSnippet: ({ app, body }) => {
    const snippet = snippetOf(body, app.clock.unixSeconds());
    if (app.snippets.has(snippet.name)) {
      throw new AppError(422, 'A snippet with that name already exists', { pointer: '/name' });
    }
    app.snippets.set(snippet.name, snippet);
    return json({ snippet });
  },
  // One that does not exist is made.
  updateSnippets: ({ app, body }) => {
    const snippet = snippetOf(body, app.clock.unixSeconds());
    const [detail] = errorOf(snippet) ?? [];
    if (detail) throw new AppError(400, detail);
    app.snippets.set(snippet.name, snippet);
    return json({ snippet });
  },
  deleteSnippet: ({ app, parameters }) => {
    const { name } = orNotFound(app.snippets.get(parameters.snippet_name!));
    if (isUsed(app, name)) throw new AppError(400, 'unable to delete snippet in use');
    app.snippets.delete(name);
    return noContent;
  },
} satisfies AppHandlers;

/** Whether the content of any message has a snippet in it. */
function isUsed({ actions, contents, transactionalContents }: AppStore, name: string): boolean {
  return [...actions, ...contents, ...transactionalContents].some(({ body, subject }) =>
    [body, subject].some((text) => mentionsSnippet(String(text ?? ''), name)),
  );
}

function mentionsSnippet(text: string, name: string): boolean {
  return ['.', "['", '["'].some((before) => {
    const mention = `snippets${before}${name}`;
    const at = text.indexOf(mention);
    return at >= 0 && !/\w/.test(text[at + mention.length] ?? '');
  });
}
