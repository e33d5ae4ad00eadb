import type { Operation } from '@cio-internal/contract';
import type { Workspace } from '../../engine/workspace.js';
import type { RequestBodies } from '../../generated/app-types.js';
import type { Json } from '../../lib/json.js';
import { setOwn } from '../../lib/own-properties.js';
import type { AppStore } from '../../store/app-store.js';
import type { Person, PersonKey } from '../../store/person.js';
import type { ApiResponse } from '../api.js';
import { AppError } from './errors.js';

export type { Json };

/** The contract's operation ids of the App API. */
export type OperationId = keyof RequestBodies;

/** A request to the App API that has been validated against the contract. */
export interface AppRequest<Body = unknown> {
  operation: Operation;
  workspace: Workspace;
  app: AppStore;
  /** The path's parameters, decoded. */
  parameters: Record<string, string>;
  /** The query's parameters, with the published defaults of those that are left out. */
  query: Record<string, string>;
  body: Body;
  /** The parts of a multipart body. */
  form?: FormData;
  headers: Record<string, string | string[] | undefined>;
  /** The address of the emulator that the caller uses. */
  origin: string;
}

/** Handles a request, or throws an {@link AppError}. */
export type AppHandler<Body = unknown> = (request: AppRequest<Body>) => ApiResponse | Promise<ApiResponse>;

/** Handlers by operation. The body of a request has the type that the contract has for its operation. */
export type AppHandlers<Id extends OperationId = OperationId> = {
  [Operation in Id]?: AppHandler<RequestBodies[Operation]>;
};

/** The entity itself. Where there is none the response is 404. */
export function orNotFound<T>(entity: T | undefined, detail = 'not found'): T {
  if (entity === undefined) throw new AppError(404, detail);
  return entity;
}

export function identifiersOf(person: { id?: string; email?: string; cio_id: string }): {
  email: string | null;
  id: string | null;
  cio_id: string;
} {
  return { email: person.email ?? null, id: person.id ?? null, cio_id: person.cio_id };
}

/** The person with an identifier of the kind that the query's `id_type` says. Default: an id. */
export function findPerson({ workspace, query }: AppRequest, identifier: string): Person | undefined {
  const key = (query.id_type ?? 'id') as PersonKey;
  return workspace.findBy(key, key === 'cio_id' ? identifier.replace(/^cio_/, '') : identifier);
}

/** Sets the fields that a body has, apart from those that no body can change. */
export function changeFields(entity: object, body: object, fixed: readonly string[] = []): void {
  for (const [name, value] of Object.entries(body)) {
    if (name !== 'id' && !fixed.includes(name)) setOwn(entity as Json, name, value);
  }
}
