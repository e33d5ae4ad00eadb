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

/** The request of an operation besides its path, and its settings if they differ from the defaults. */
interface OperationInput {
  query?: object | undefined;
  body?: unknown;
  raw?: Uint8Array;
  contentType?: string;
  /** Validates the arguments, when the call is made. */
  check?: () => void;
  /** Whether the operation is idempotent. Default: all methods except POST. */
  replaySafe?: boolean;
  /** The rate limit bucket. Default `app`: 10 requests per second. */
  bucket?: string;
  /** The type of a 2xx body. Default `json`. */
  expects?: 'json' | 'bytes';
  /** Lists of the response that can be missing if they are empty: they become empty lists. */
  lists?: readonly string[];
  /** Normalizes a response that has several forms. */
  normalize?: (response: Body) => void;
  /** Reads a response that may be no object. */
  read?: (response: unknown) => unknown;
}

interface ListInput extends OperationInput {
  method?: 'GET' | 'POST';
  paging?: Paging;
  /** Whether a page can have items of an earlier one. */
  mayRepeat?: boolean;
}

/** The options of a call. `replaySafe` is typed for sends only, and accepted for all operations. */
interface SafeCallOptions extends AppCallOptions {
  replaySafe?: boolean;
}

/** A list whose responses have the items under `Key`, and other fields. */
export type ListOf<Key extends string, T, More = unknown> = List<
  T,
  { [K in Key]: T[] } & More & UnknownFields
>;

/** The pagination field of a list with a cursor. */
export interface Cursor {
  /** The cursor of the next page: `start` of the next request. Missing or empty on the last page. */
  next?: string;
}

/** The base of all resources: makes the requests of their operations. */
export abstract class Resource {
  /** The name of the resource in the client: the first part of the operation's name in hooks and errors. */
  protected abstract readonly namespace: string;

  /** @param http The HTTP client: made by `appHttp(…)`, or the `http` of an `AppClient`. */
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
    // If only lists are expected, null is an empty list.
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
    const {
      method = 'GET',
      paging = cursorPaging,
      query = {},
      check,
      lists = [],
      mayRepeat,
      ...rest
    } = input;
    return new List(async (position) => {
      const params = position === undefined ? query : { ...query, [paging.parameter]: position };
      const body = await this.call<Body>(operation, method, path, options, {
        ...rest,
        // The live API sometimes returns no field at all for an empty list.
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
      // Documented as text, and null on the last page.
      if (body.next === null) delete body.next;
      const items = body[key];
      if (!Array.isArray(items)) throw this.#unexpected(operation, `a list of ${key}`, items);
      const next = paging.next(body, items, params as Query);
      return { items: items as T[], next, body: body as never, mayRepeat };
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
