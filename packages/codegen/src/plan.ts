import type { AppClient } from '@cio/app-api';
import { keyOf } from './module/identifiers.js';

/** What is looked at for a first tracking plan. */
export interface PlanOptions {
  /** How many of the newest activities of each kind are read. Default 1,000. */
  readonly maxActivities?: number | undefined;
  /** The text of an export of people, as CSV with a line of headers: its columns are attributes. */
  readonly people?: string | undefined;
}

/** Which types the values of a field had, and how often it was there. */
interface Seen {
  count: number;
  readonly types: Set<string>;
}

type Fields = Map<string, Seen>;

const DEFAULT_MAX = 1000;
const PAGE = 100;
const EMPTY_LIST = 'readonly unknown[]';

const isFilledList = (type: string): boolean => type.startsWith('readonly ') && type !== EMPTY_LIST;

/**
 * Writes a first tracking plan from the events and attributes that a workspace has seen lately, for people to edit. It has names and
 * types, and no values.
 *
 * @param app A client of the App API.
 * @param options How much is looked at.
 * @returns The source of a module.
 * @throws ApiError, RetryableError
 */
export async function draftPlan(app: AppClient, options: PlanOptions = {}): Promise<string> {
  const { maxActivities = DEFAULT_MAX, people } = options;
  const events = new Map<string, { count: number; fields: Fields }>();
  for await (const { name, data } of newest(app, 'event', maxActivities)) {
    if (!name) continue;
    const event = events.get(name) ?? { count: 0, fields: new Map() };
    events.set(name, event);
    event.count++;
    for (const [field, value] of Object.entries(data ?? {})) see(event.fields, field, value);
  }
  const attributes: Fields = new Map();
  for await (const { data } of newest(app, 'attribute_change', maxActivities)) {
    for (const [name, change] of Object.entries(data ?? {})) {
      see(attributes, name, (change as { to?: unknown } | null)?.to);
    }
  }
  for (const name of people === undefined ? [] : columnsOf(people)) {
    if (!attributes.has(name)) attributes.set(name, { count: 0, types: new Set(['unknown']) });
  }
  return printPlan(events, attributes);
}

async function* newest(app: AppClient, type: 'event' | 'attribute_change', max: number) {
  let count = 0;
  for await (const activity of app.activities.list({ type, limit: Math.min(max, PAGE) })) {
    if (count++ >= max) return;
    yield activity;
  }
}

function see(fields: Fields, name: string, value: unknown): void {
  const seen = fields.get(name) ?? { count: 0, types: new Set() };
  fields.set(name, seen);
  seen.count++;
  seen.types.add(typeOf(value));
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'null';
  if (Array.isArray(value)) {
    const types = [...new Set(value.map(typeOf))].sort();
    if (types.length === 0) return EMPTY_LIST;
    return types.length === 1 && /^\w+$/.test(types[0]!)
      ? `readonly ${types[0]}[]`
      : `readonly (${types.join(' | ')})[]`;
  }
  if (typeof value === 'object') {
    const fields = Object.entries(value).map(([name, inner]) => `readonly ${keyOf(name)}: ${typeOf(inner)}`);
    return fields.length > 0 ? `{ ${fields.sort().join('; ')} }` : 'object';
  }
  return typeof value;
}

/** The names in the first line of a CSV. */
function columnsOf(csv: string): string[] {
  const [line = ''] = csv.replace(/^\ufeff/, '').split(/\r?\n/, 1);
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    .map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim())
    .filter((name) => name !== '');
}

function printPlan(
  events: ReadonlyMap<string, { count: number; fields: Fields }>,
  attributes: Fields,
): string {
  const lines = [...events]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, { count, fields }]) => `    ${keyOf(name)}: typed<${printFields(fields, count, '    ')}>(),\n`,
    );
  return `// A first tracking plan, drafted by @cio/codegen from what the workspace has seen lately. Edit it: say what each event means,
// which properties it has to have, and what is no longer sent.
import { definePlan, typed } from '@cio/tracking-plan';

export const plan = definePlan({
  // \`identify\` sets some attributes and leaves the others as they are: all are optional.
  person: typed<${printFields(attributes, Number.POSITIVE_INFINITY, '  ')}>(),
  events: ${lines.length > 0 ? `{\n${lines.join('')}  }` : '{}'},
});
`;
}

/** @param total How often the fields could have been there: what was there each time is required. */
function printFields(fields: Fields, total: number, indent: string): string {
  if (fields.size === 0) return 'object';
  const lines = [...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { count, types }]) => {
      // An empty list tells nothing, where others had elements.
      const known = [...types].filter((one) => one !== EMPTY_LIST || ![...types].some(isFilledList));
      const type = known.sort().join(' | ');
      return count === total
        ? `${indent}  ${keyOf(name)}: ${type};`
        : `${indent}  ${keyOf(name)}?: ${type === 'unknown' ? type : `${type} | undefined`};`;
    });
  return `{\n${lines.join('\n')}\n${indent}}`;
}
