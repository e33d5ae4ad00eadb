import {
  ApiError,
  describe,
  type HttpClient,
  List,
  readCallOptions,
  requireCount,
  requireObject,
} from '@cio/core';
import type { AppCallOptions } from './call-options.js';
import { copyObject } from './copy-object.js';
import type { UnknownFields } from './generated/types.js';
import { toOneForm } from './one-form.js';
import { type Body, cursorPaging, type Paging, type Query } from './paging.js';
import { type Path, queryString } from './url.js';

/** What an operation sends besides its path, and what is known of it where it is not as usual. */
interface OperationInput {
  query?: object | undefined;
  body?: unknown;
  raw?: Uint8Array;
  contentType?: string;
  /** Refuses bad arguments, when the call is made. */
  check?: () => void;
  /** Whether sending it twice has no second effect. By default, of all but POST. */
  replaySafe?: boolean;
  /** The rate limit that it counts against. Default `app`: 10 requests a second. */
  bucket?: string;
  /** What a 2xx body is. Default `json`. */
  expects?: 'json' | 'bytes';
  /** Lists that can be missing where they are empty: they become empty lists. */
  lists?: readonly string[];
  /** Gives an answer that comes in several forms its one form. */
  normalize?: (answer: Body) => void;
  /** The answer, where what comes may be no object. */
  read?: (response: unknown) => unknown;
}

interface ListInput extends OperationInput {
  method?: 'GET' | 'POST';
  paging?: Paging;
}

/** The options of a call, with what users of JavaScript may say of any: that sending it twice has no second effect. */
interface SafeCallOptions extends AppCallOptions {
  replaySafe?: boolean;
}

/** A list whose responses hold the items under `Key`, and what else they hold under its own name. */
export type ListOf<Key extends string, T, More = unknown> = List<
  T,
  { [K in Key]: T[] } & More & UnknownFields
>;

/** What the responses of a list that is read by cursor hold besides. */
export interface Cursor {
  /** Where the next page begins: `start` of the next request. Missing or empty on the last page. */
  next?: string;
}

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
    options: AppCallOptions | undefined,
    input: OperationInput = {},
  ): Promise<T> {
    const {
      query = {},
      bucket = 'app',
      replaySafe = method !== 'POST',
      check,
      lists = [],
      normalize,
      read,
    } = input;
    const params = copyObject('params', query) as Query;
    const callOptions = readCallOptions<SafeCallOptions>(options, ['replaySafe']);
    check?.();
    const { body, raw, contentType, expects } = input;
    if ('body' in input && !Array.isArray(body)) requireObject('body', body);
    const response = await this.http.request<unknown>({
      replaySafe,
      ...callOptions,
      ...(contentType && { contentType }),
      ...(expects && { expects }),
      ...('body' in input && { body }),
      ...(raw && { raw }),
      operation: `${this.namespace}.${operation}`,
      method,
      path: `/v1${path.encode(method)}${queryString(params)}`,
      pathTemplate: `/v1${path.template}`,
      bucket,
    });
    // Where all that is expected are lists, nothing is an empty one.
    const result = read ? read(response) : response === null && lists.length > 0 ? {} : response;
    if (result === null) throw this.#unexpected(operation, 'an object', result);
    if (expects === 'bytes' || typeof result !== 'object' || Array.isArray(result)) return result as T;
    normalize?.(result as Body);
    toOneForm(result);
    for (const key of lists) (result as Body)[key] ??= [];
    return result as T;
  }

  protected paged<Key extends string, T, More = unknown>(
    operation: string,
    key: Key,
    path: Path,
    options: AppCallOptions | undefined,
    input: ListInput = {},
  ): ListOf<Key, T, More> {
    const { method = 'GET', paging = cursorPaging, query = {}, check, lists = [], ...rest } = input;
    return new List(async (position) => {
      const params = position === undefined ? query : { ...query, [paging.parameter]: position };
      const body = await this.call<Body>(operation, method, path, options, {
        ...rest,
        // Live, an empty list is now and then not there at all.
        lists: [key, ...lists],
        query: params,
        check: () => {
          checkPaging(paging, query as Query);
          check?.();
        },
      });
      if (typeof body !== 'object' || Array.isArray(body)) {
        throw this.#unexpected(operation, 'an object', body);
      }
      // Published as text, and null where the list ends.
      if (body.next === null) delete body.next;
      const items = body[key];
      if (!Array.isArray(items)) throw this.#unexpected(operation, `a list of ${key}`, items);
      return { items: items as T[], next: paging.next(body, items, params as Query), body: body as never };
    });
  }

  #unexpected(operation: string, expected: string, got: unknown): ApiError {
    const name = `${this.namespace}.${operation}`;
    const message = `${name} → expected ${expected} in the response, got ${describe(got)}`;
    const error = new ApiError(message, { status: 200, body: got, headers: {}, requestId: '', details: [] });
    return Object.assign(error, { operation: name });
  }
}

function checkPaging(paging: Paging, query: Query): void {
  const { limit, [paging.parameter]: position } = query;
  if (limit !== undefined) requireCount('limit', limit);
  if (position !== undefined) paging.checkPosition?.(paging.parameter, position);
}
