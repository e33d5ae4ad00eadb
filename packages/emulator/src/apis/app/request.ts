import type { Operation } from '@cio-internal/contract';
import type { Person, PersonKey, Workspace } from '../../engine/workspace.js';
import { setOwn } from '../../lib/own-properties.js';
import type { AppData } from '../../store/app-store.js';
import { type ApiResponse, json } from '../api.js';
import { AppError } from './errors.js';

export type Json = Record<string, unknown>;

/** A request to the App API that has been validated against the contract. */
export interface AppRequest {
  operation: Operation;
  workspace: Workspace;
  app: AppData;
  /** The path's parameters, decoded. */
  parameters: Record<string, string>;
  /** The query's parameters, with the published defaults of those that are left out. */
  query: Record<string, string>;
  body: Json;
  /** The parts of a multipart body. */
  form?: FormData;
  headers: Record<string, string | string[] | undefined>;
  /** Where the emulator is, as the caller sees it. */
  origin: string;
}

/** Handles a request, or throws an {@link AppError}. */
export type AppHandler = (request: AppRequest) => ApiResponse | Promise<ApiResponse>;

/** The thing itself; a 404 where there is none. */
export function required<T>(thing: T | undefined, detail = 'not found'): T {
  if (thing === undefined) throw new AppError(404, detail);
  return thing;
}

/** How many items a page has where nothing is published, and how many it can have. */
const PAGE = 50;
const MAX_PAGE = 1000;

/** A page of a list, by the cursor that an earlier page gave. An empty list that the service tells as null is null. */
export function cursorPage<T>(
  items: T[],
  { operation, query }: AppRequest,
  view: (page: T[]) => Json,
): ApiResponse {
  const { start, limit = String(PAGE) } = query;
  const from = start ? Number(Buffer.from(start, 'base64url').toString()) : 0;
  if (!Number.isInteger(from) || from < 0) throw new AppError(400, 'start: not a cursor of this list');
  const most = Number(operation.query.limit?.maximum ?? MAX_PAGE);
  const size = Number(limit);
  if (size < 1 || size > most) throw new AppError(400, `limit: expected 1 to ${most}`);
  const to = from + size;
  const next = to < items.length ? Buffer.from(String(to)).toString('base64url') : '';
  return json({ ...view(items.slice(from, to)), next });
}

/** Some lists are null where they are empty. */
export function nullIfEmpty<T>(items: T[]): T[] | null {
  return items.length > 0 ? items : null;
}

/** A page of a list by its number, with what it is of. */
export function numberedPage(
  items: Json[],
  key: string,
  { query }: AppRequest,
  filters: Json,
  more: Json = {},
): ApiResponse {
  const page = Number(query.page);
  const limit = Number(query.limit);
  return json({
    [key]: items.slice((page - 1) * limit, page * limit),
    ...more,
    meta: { pagination: { page, limit, total: items.length }, filters },
  });
}

export function identifiersOf(person: { id?: string; email?: string; cio_id: string }): Json {
  return { email: person.email ?? null, id: person.id ?? null, cio_id: person.cio_id };
}

/** The person that an identifier means, by the query's `id_type`. Without one it is an id. */
export function findPerson({ workspace, query }: AppRequest, identifier: string): Person | undefined {
  const key = (query.id_type ?? 'id') as PersonKey;
  return workspace.findBy(key, key === 'cio_id' ? identifier.replace(/^cio_/, '') : identifier);
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
