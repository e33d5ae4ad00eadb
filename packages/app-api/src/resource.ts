import { type CallOptions, type HttpClient, List, requireObject } from '@cio/core';
import { type Body, cursorPaging, type Paging, type Query } from './paging.js';
import { type Path, queryString } from './url.js';

/** What a call holds and what is known of its operation, where it is not as usual. */
interface Facts {
  query?: object | undefined;
  body?: unknown;
  raw?: Uint8Array;
  contentType?: string;
  /** Refuses bad arguments, when the call is made. */
  check?: () => void;
  /** Whether a second sending has no second effect. By default, of all but POST. */
  replaySafe?: boolean;
  /** The limit it counts against. Default `app`: 10 requests a second. */
  bucket?: string;
}

interface ListFacts extends Facts {
  method?: 'GET' | 'POST';
  paging?: Paging;
}

/** A list whose answers hold the items under `Key`. */
export type ListOf<Key extends string, T, More = unknown> = List<
  T,
  { [K in Key]: T[] } & { next?: string | number } & More
>;

/** What the operations of one part of the API share: a client, and how a call is put together. */
export abstract class Resource {
  /** How the client calls this part: with the operation's name, what hooks and retry strategies are told. */
  protected abstract readonly namespace: string;

  /** @param http Makes the requests: `appHttp(…)`, or another client's. */
  constructor(protected readonly http: HttpClient) {}

  protected async call<T>(
    operation: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: Path,
    options: CallOptions | undefined,
    facts: Facts = {},
  ): Promise<T> {
    const { query = {}, bucket = 'app', replaySafe = method !== 'POST', check, ...payload } = facts;
    requireObject('params', query);
    check?.();
    if ('body' in payload && !Array.isArray(payload.body)) requireObject('body', payload.body);
    return this.http.request<T>({
      replaySafe,
      ...options,
      ...payload,
      operation: `${this.namespace}.${operation}`,
      method,
      path: `/v1${path(method)}${queryString(query)}`,
      bucket,
    });
  }

  protected paged<Key extends string, T, More = unknown>(
    operation: string,
    key: Key,
    path: Path,
    options: CallOptions | undefined,
    facts: ListFacts = {},
  ): ListOf<Key, T, More> {
    const { method = 'GET', paging = cursorPaging, query = {}, ...rest } = facts;
    const start = (query as Query | null)?.[paging.parameter] as string | undefined;
    return new List(async (position) => {
      const asked = position === undefined ? query : { ...query, [paging.parameter]: position };
      const body = await this.call<Body>(operation, method, path, options, { ...rest, query: asked });
      const items = (body[key] ?? []) as T[];
      return { items, next: paging.next(body, items, asked as Query), body: body as never };
    }, start);
  }
}
