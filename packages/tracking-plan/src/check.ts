import { nameOf, PlanError, type PlanIssue, toPlanIssue } from './plan-error.js';
import type { SchemaResult, StandardSchema } from './standard-schema.js';

/** What happens to a call that is not as the plan says. */
export type ValidateMode = 'throw' | 'report' | 'off';

/** How a plan validates. */
export interface ValidateSettings {
  readonly mode: ValidateMode;
  readonly report: (error: PlanError) => unknown;
  /** What schemas have left out, and was reported: each once. */
  readonly leftOut: Set<string>;
}

/** A part of a call's arguments that the plan describes. */
export interface Part {
  /** What of the plan describes it, for errors. */
  readonly subject: string;
  /** Its schema; a text if the plan has none: what was expected. */
  readonly schema: StandardSchema | string;
  /** Where it is: the index of the argument, and the keys in it. */
  readonly path: readonly PropertyKey[];
  /** Keys of Customer.io's own, which are kept if the schema leaves them out. */
  readonly kept?: readonly string[];
  /** Keys of Customer.io's own, which the schema does not see. */
  readonly hidden?: readonly string[];
}

type Fields = Record<PropertyKey, unknown>;

interface Checked {
  readonly value?: unknown;
  /** Keys of the data that the schema left out, such as those that an object of Zod does not list. */
  readonly leftOut?: readonly string[];
  readonly error?: PlanError;
}

/**
 * The arguments, with each part as its schema transformed it. A promise where a schema is asynchronous.
 *
 * @throws PlanError in mode `throw`, for the first part that is not as the plan says.
 */
export function validateArguments(
  args: readonly unknown[],
  parts: readonly Part[],
  settings: ValidateSettings,
): readonly unknown[] | Promise<readonly unknown[]> {
  const results = parts.map((part) => validatePart(part, args));
  const finish = (all: readonly Checked[]) =>
    all.reduce((next, { value, leftOut = [], error }, index) => {
      if (!error) {
        reportLeftOut(parts[index]!.subject, leftOut, settings);
        return replaceIn(next, parts[index]!.path, value) as readonly unknown[];
      }
      if (settings.mode === 'throw') throw error;
      report(error, settings);
      return next;
    }, args);
  return results.some((result) => result instanceof Promise)
    ? Promise.all(results).then(finish)
    : finish(results as Checked[]);
}

function validatePart(part: Part, args: readonly unknown[]): Checked | Promise<Checked> {
  const { subject, schema, path, hidden = [] } = part;
  const data = path.reduce<unknown>((value, key) => (value as Fields | null | undefined)?.[key], args) ?? {};
  const failed = (issues: readonly PlanIssue[], options?: ErrorOptions) => ({
    error: new PlanError(subject, issues, options),
  });
  if (typeof schema === 'string') return failed([{ path: '', message: schema }]);
  const threw = (cause: unknown) => failed([{ path: '', message: 'its schema threw an error' }], { cause });
  const read = (result: SchemaResult<unknown>): Checked =>
    result.issues
      ? failed(result.issues.map((issue) => toPlanIssue(issue, data)))
      : withOwnKeys(part, data, result.value);
  try {
    const visible = hidden.length > 0 && typeof data === 'object' ? without(data as Fields, hidden) : data;
    const result = schema['~standard'].validate(visible);
    return result instanceof Promise ? result.then(read).catch(threw) : read(result);
  } catch (error) {
    return threw(error);
  }
}

function without(data: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));
}

/** What a schema returned, with Customer.io's own keys, which it may have left out. */
function withOwnKeys({ kept = [], hidden = [] }: Part, data: unknown, value: unknown): Checked {
  const missing = Object.keys(data as Fields).filter(
    (key) => !(key in (value as Fields)) && (data as Fields)[key] !== undefined,
  );
  if (missing.length === 0) return { value };
  const isOwn = (key: string) => kept.includes(key) || hidden.includes(key);
  const own = Object.fromEntries(missing.filter(isOwn).map((key) => [key, (data as Fields)[key]]));
  return { value: { ...(value as Fields), ...own }, leftOut: missing.filter((key) => !isOwn(key)) };
}

/** What a schema leaves out is not sent, which may be meant, or a loss: it is reported once. */
function reportLeftOut(subject: string, keys: readonly string[], settings: ValidateSettings): void {
  const news = keys.filter((key) => !settings.leftOut.has(`${subject} ${key}`));
  if (news.length === 0) return;
  for (const key of news) settings.leftOut.add(`${subject} ${key}`);
  const message =
    'is in no schema of the plan, and is not sent: list it, or let the schema pass on or refuse unknown keys';
  report(
    new PlanError(
      subject,
      news.map((key) => ({ path: nameOf(key), message })),
    ),
    settings,
  );
}

/** A copy in which one value, however deep, is another. What was left out, and would be empty, stays left out. */
function replaceIn(target: unknown, [key, ...rest]: readonly PropertyKey[], value: unknown): unknown {
  const fields = target as Fields;
  const old = fields[key!];
  const next = rest.length > 0 ? replaceIn(old, rest, value) : value;
  if (next === old || (old == null && Object.keys(next as Fields).length === 0)) return target;
  if (!Array.isArray(target)) return { ...fields, [key!]: next };
  const copy = [...target];
  copy[key as number] = next;
  return copy;
}

/** What a callback throws does not change a call. */
function report(error: PlanError, settings: ValidateSettings): void {
  const failed = (cause: unknown) => console.error('The report callback of a tracking plan failed:', cause);
  try {
    Promise.resolve(settings.report(error)).catch(failed);
  } catch (cause) {
    failed(cause);
  }
}
