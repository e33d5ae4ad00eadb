import type { EmulatorAnswer } from '../server/answers.js';
import type { AppData } from '../workspace/app-data.js';
import { setOwn } from '../workspace/own.js';
import { identifierOfPath, type Person, type PersonKey, type Workspace } from '../workspace/workspace.js';

export type Json = Record<string, unknown>;

/** A request to the App API that has been held against the contract. */
export interface AppRequest {
  workspace: Workspace;
  app: AppData;
  /** The path's parameters, decoded. */
  parameters: Record<string, string>;
  query: Record<string, string>;
  body: Json;
  /** The parts of a multipart body. */
  form?: FormData;
  /** Where the emulator is, as the caller sees it. */
  origin: string;
  /** How long what happens in the background takes, in milliseconds. */
  jobMs: number;
}

export type AppHandler = (request: AppRequest) => EmulatorAnswer | Promise<EmulatorAnswer>;

export const answer = (body: unknown): EmulatorAnswer => ({ status: 200, body });

export const done: EmulatorAnswer = { status: 204, body: null };

/** The shape of most of the App API's errors. */
export function appError(status: number, detail: string, pointer?: string): EmulatorAnswer {
  const error = { detail, status: String(status), ...(pointer && { source: { pointer } }) };
  return { status, body: { errors: [error] } };
}

/** The shape of the errors of sends. */
export const sendError = (error: string): EmulatorAnswer => ({ status: 400, body: { meta: { error } } });

export const notFound: EmulatorAnswer = appError(404, 'not found');

/** A thing by its id, or 404. */
export function found<T>(thing: T | undefined, give: (thing: T) => EmulatorAnswer): EmulatorAnswer {
  return thing === undefined ? notFound : give(thing);
}

/** A page of a list, by the cursor that an earlier page gave. */
export function cursorPage<T>(
  items: T[],
  { start, limit = '50' }: Record<string, string>,
  give: (page: T[]) => Json,
): EmulatorAnswer {
  const from = start ? Number(Buffer.from(start, 'base64url').toString()) : 0;
  const size = Number(limit);
  if (!Number.isInteger(from) || from < 0) return appError(400, 'start: not a cursor of this list');
  if (size < 1 || size > 1000) return appError(400, 'limit: expected 1 to 1000');
  const to = from + size;
  const next = to < items.length ? Buffer.from(String(to)).toString('base64url') : '';
  return answer({ ...give(items.slice(from, to)), next });
}

/** A page of a list by its number, with what it is of. */
export function numberedPage(
  items: Json[],
  key: string,
  query: Record<string, string>,
  more: Json = {},
): EmulatorAnswer {
  const { page: number = '1', limit: size = '1000', ...filters } = query;
  const page = Number(number);
  const limit = Number(size);
  if (page < 1) return appError(400, 'page: expected 1 or more');
  if (limit < 1 || limit > 10_000) return appError(400, 'limit: expected 1 to 10000');
  const slice = items.slice((page - 1) * limit, page * limit);
  return answer({
    [key]: slice,
    ...more,
    meta: { pagination: { page, limit, total: items.length }, filters },
  });
}

export function identifiersOf(person: { id?: string; email?: string; cio_id: string }): Json {
  return { email: person.email ?? null, id: person.id ?? null, cio_id: person.cio_id };
}

/** The person a path names, by the query's `id_type`. */
export function personOf({ workspace, parameters, query }: AppRequest): Person | undefined {
  const id = parameters.customer_id!;
  if (query.id_type) return workspace.findBy(query.id_type as PersonKey, id.replace(/^cio_/, ''));
  return workspace.findBy('id', id) ?? workspace.findBy(...identifierOfPath(id));
}

/** The newest first, and none outside the time asked for. */
export function inTime<T>(
  items: T[],
  { start_ts, end_ts }: Record<string, string>,
  time: (item: T) => number,
): T[] {
  return items
    .filter(
      (item) => (!start_ts || time(item) >= Number(start_ts)) && (!end_ts || time(item) <= Number(end_ts)),
    )
    .reverse();
}

/** Changes the fields that a body gives, apart from those that no body can change. */
export function changeFields(row: Json, body: Json, fixed: readonly string[]): void {
  for (const [name, value] of Object.entries(body)) {
    if (name !== 'id' && !fixed.includes(name)) setOwn(row, name, value);
  }
}

export const seconds = (): number => Math.floor(Date.now() / 1000);
