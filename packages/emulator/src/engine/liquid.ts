import { createContext, Script } from 'node:vm';
import { Liquid, LiquidError as LiquidFailure } from 'liquidjs';
import { asText, setOwn } from '../lib/own-properties.js';
import type { LiquidError } from '../store/messages.js';

/** A template's length, in characters. */
const MAX_TEMPLATE = 2_000_000;
/** What one rendering may make on its way: characters, and items of lists. */
const MAX_ALLOCATED = 2_000_000;
/** What one rendering may make in the end, in characters. */
const MAX_RENDERED = 5_000_000;
/** How long one message may take to render, in milliseconds. */
export const MAX_RENDER_MS = 1000;

/** Liquid without files. What it makes of text is bounded, and so are the names it sees: own properties alone. */
const liquid = new Liquid({
  templates: {},
  ownPropertyOnly: true,
  parseLimit: MAX_TEMPLATE,
  memoryLimit: MAX_ALLOCATED,
  renderLimit: MAX_RENDER_MS,
  // A filter such as `default`, and a condition, may ask for what is not there.
  lenientIf: true,
});
for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];

export interface Rendered {
  /** The fields as text; a field that could not be rendered as its template. */
  fields: Record<string, string>;
  /** Why the first that failed did, with its name, line and column; undefined where all were rendered. */
  error: string | undefined;
  /** The same, part by part. */
  failure: LiquidError | undefined;
}

/** The names that a template can use. */
export interface RenderScope {
  customer: Record<string, unknown>;
  trigger: unknown;
  /** The workspace's snippets, by name. They may have Liquid in them, but not one another. */
  snippets: ReadonlyMap<string, string>;
  /** Further names, such as `event`. */
  others?: Record<string, unknown>;
  /** Whether a variable without a value is an error, where no filter has a default for it. Default false: it is empty. */
  strict?: boolean;
}

/**
 * Renders the fields of one message. A template that is wrong, grows beyond its bounds or takes too long is an error of
 * the message.
 *
 * @param fields Templates; those that are undefined are left out.
 * @param maxMs How long all of it may take, in milliseconds.
 */
export function renderFields(
  fields: Record<string, unknown>,
  scope: RenderScope,
  maxMs: number = MAX_RENDER_MS,
): Rendered {
  const limitMs = Math.max(1, Math.ceil(maxMs));
  const templates = Object.entries(fields).filter(([, template]) => template !== undefined);
  const rendered: Rendered = {
    fields: Object.fromEntries(templates.map(([name, template]) => [name, asText(template ?? '')])),
    error: undefined,
    failure: undefined,
  };
  let current = '';
  try {
    withTimeLimit(limitMs, () => {
      const names = namesOf(scope);
      for (const [name, template] of Object.entries(rendered.fields)) {
        current = name;
        rendered.fields[name] = renderTemplate(template, names, scope.strict);
      }
    });
  } catch (error) {
    rendered.failure = { field: current, ...placeOf(error), message: messageOf(error, limitMs) };
    rendered.error = `Liquid error in ${current}: ${rendered.failure.message}`;
  }
  return rendered;
}

function renderTemplate(template: string, names: object, strict = false): string {
  const text = String(liquid.parseAndRenderSync(template, names, { strictVariables: strict }));
  if (text.length > MAX_RENDERED) throw new Error(`the text is over ${MAX_RENDERED} characters`);
  return text;
}

function namesOf({ customer, trigger, snippets, others, strict }: RenderScope): object {
  const rendered: Record<string, string> = {};
  for (const [name, value] of snippets) {
    if (!value.includes('{')) {
      setOwn(rendered, name, value);
      continue;
    }
    Object.defineProperty(rendered, name, {
      enumerable: true,
      get: () => renderTemplate(value, { ...others, customer, trigger }, strict),
    });
  }
  return { ...others, customer, trigger, snippets: rendered };
}

const sandbox = createContext({ run: undefined as (() => void) | undefined });
const script = new Script('run()');

/**
 * Runs what must not take longer. Liquid's own limit is looked at between tags only: one filter over a long list, or one
 * long tag that is parsed, passes it by. A script's timeout stops whatever runs inside it.
 */
function withTimeLimit(timeout: number, run: () => void): void {
  sandbox.run = run;
  try {
    script.runInContext(sandbox, { timeout });
  } finally {
    sandbox.run = undefined;
  }
}

/** Where in its template an error is. */
function placeOf(error: unknown): { line?: number; column?: number } {
  if (!LiquidFailure.is(error)) return {};
  const [line, column] = error.token.getPosition();
  return { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
}

function messageOf(error: unknown, limitMs: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? `it takes longer than ${limitMs} ms` : message;
}
