import { sleep, type Transport } from '@cio/core';
import { CustomerIORequestError } from '../errors.js';
import type { Json, Result } from '../json.js';
import { version } from '../version.js';
import { defaultTransport } from './default-transport.js';
import {
  exchangeOverFetch,
  exchangeOverTransport,
  type Received,
  type RequestHandlerOptions,
} from './exchange.js';
import { fetchIsReplaced } from './fetch-is-replaced.js';
import { prepareRequest } from './prepare.js';
import { isRedirect, MAX_REDIRECTS, redirected } from './redirect.js';
import { retryDelay } from './retry-delay.js';
import { DEFAULT_RETRY, type RetryOptions } from './retry-options.js';

/** The credentials of the Track API. */
export interface BasicAuth {
  /** The Track API key. */
  apikey: string;
  /** The site id. */
  siteid: string;
}

/** The key of the App API. */
export type BearerAuth = string;

/** Credentials: a site id and its key, or a key alone. */
export type RequestAuth = BasicAuth | BearerAuth;

/** The JSON body of a request. */
export type RequestData = Json | undefined;

/** Options of every request: those of `fetch`, and two more. */
export type RequestDefaults = Omit<RequestInit, 'method' | 'body' | 'signal' | 'redirect' | 'headers'> & {
  /** Headers of every request. The client's own take precedence. */
  headers?: Record<string, string>;
  /** The timeout of an attempt, in milliseconds. Default 10,000. */
  timeout?: number;
};

/** The characters of a body that an error repeats. */
const MAX_QUOTED = 500;

/**
 * Sends the requests of a client. It is a part of the interface: `client.request.get(url)` reaches what has no method.
 *
 * Requests go over `transport`, with a pool of kept connections; over `fetch` where the client has options for it, such as a
 * `dispatcher`, or the program has replaced it.
 */
export class CIORequest {
  /** The Track API key. */
  declare apikey?: BasicAuth['apikey'];
  /** The site id. */
  declare siteid?: BasicAuth['siteid'];
  /** The key of the App API. */
  declare appKey?: BearerAuth;
  /** The header `Authorization`. */
  declare auth: string;
  /** The options of every request. */
  defaults: RequestDefaults;
  /** How failed requests are repeated. */
  retry: RetryOptions;
  /** Sends what does not go over `fetch`. */
  declare readonly transport: Transport;

  constructor(
    auth: RequestAuth,
    defaults: (RequestDefaults & { retry?: Partial<RetryOptions> }) | undefined = undefined,
    transport: Transport = defaultTransport(),
  ) {
    if (typeof auth === 'object') {
      const encoded = Buffer.from(`${auth.siteid}:${auth.apikey}`).toString('base64');
      hide<CIORequest>(this, { apikey: auth.apikey, siteid: auth.siteid, auth: `Basic ${encoded}` });
    } else {
      hide<CIORequest>(this, { appKey: auth, auth: `Bearer ${auth}` });
    }
    const { retry, ...requestDefaults } = defaults ?? {};
    this.defaults = { timeout: 10_000, ...requestDefaults };
    this.retry = { ...DEFAULT_RETRY, ...retry };
    hide<CIORequest>(this, { transport });
  }

  /** The request with a JSON body, as `handler` takes it. */
  options(uri: string, method: string, data?: RequestData): RequestHandlerOptions {
    const body = data ? JSON.stringify(data) : null;
    const headers: Record<string, string | number> = {
      ...this.defaults.headers,
      Authorization: this.auth,
      'Content-Type': 'application/json',
      'User-Agent': `Customer.io Node Client/${version}`,
    };
    if (body) headers['Content-Length'] = Buffer.byteLength(body);
    return { method, uri, headers, body };
  }

  /** The request with a form, as `handler` takes it. `fetch` gives it its media type. */
  formOptions(uri: string, method: string, form: FormData): RequestHandlerOptions {
    const own = Object.entries(this.defaults.headers ?? {});
    const headers = Object.fromEntries(own.filter(([name]) => name.toLowerCase() !== 'content-type'));
    headers.Authorization = this.auth;
    headers['User-Agent'] = `Customer.io Node Client/${version}`;
    return { method, uri, headers, body: form };
  }

  /**
   * Sends a request, and repeats it after temporary failures.
   *
   * @throws CustomerIORequestError for a status that is not 2xx; what `fetch` throws, where there is no response; TypeError, at
   * once, for a URL or a header that cannot be sent.
   */
  async handler(options: RequestHandlerOptions): Result {
    const request = prepareRequest(options, timeoutOf(this.defaults));
    let waitedMs = 0;
    for (let attempt = 0; ; attempt++) {
      try {
        return await execute(this, attempt === 0 ? request : withRetryCount(request, attempt));
      } catch (error) {
        const delayMs = retryDelay(error, request.method, request.uri, attempt, this.retry);
        if (delayMs === undefined || waitedMs + delayMs > this.retry.maxTotalBackoffMs) throw error;
        waitedMs += delayMs;
        await this.sleep(delayMs);
      }
    }
  }

  /** Waits. A method, so that tests can replace it. */
  async sleep(ms: number): Promise<void> {
    await sleep(ms);
  }

  /** Sends a GET request to a URL. */
  get(uri: string): Result {
    return this.handler(this.options(uri, 'GET'));
  }

  /** Sends a PUT request to a URL. */
  put(uri: string, data: RequestData = {}): Result {
    return this.handler(this.options(uri, 'PUT', data));
  }

  /** Sends a DELETE request to a URL. */
  destroy(uri: string): Result {
    return this.handler(this.options(uri, 'DELETE'));
  }

  /** Sends a POST request to a URL. */
  post(uri: string, data: RequestData = {}): Result {
    return this.handler(this.options(uri, 'POST', data));
  }

  /** Sends a POST request with a form to a URL. */
  postForm(uri: string, form: FormData): Result {
    return this.handler(this.formOptions(uri, 'POST', form));
  }
}

// Functions and not private methods, which a client behind a Proxy, as of a mock or a tracer, would not have.

async function execute(client: CIORequest, options: RequestHandlerOptions): Promise<Json> {
  let request = options;
  for (let redirects = 0; ; redirects++) {
    const response = await exchange(client, request);
    if (!isRedirect(response.status)) return resultOf(response);
    if (redirects === MAX_REDIRECTS) throw new Error(`more than ${MAX_REDIRECTS} redirects`);
    request = redirected(request, response.status, response.headers.location);
  }
}

function exchange({ defaults, transport }: CIORequest, request: RequestHandlerOptions): Promise<Received> {
  const { headers: _headers, timeout: _timeout, ...init } = defaults;
  const { body } = request;
  if (body instanceof FormData || Object.keys(init).length > 0 || fetchIsReplaced()) {
    return exchangeOverFetch(request, init, timeoutOf(defaults));
  }
  return exchangeOverTransport(request, body, transport, timeoutOf(defaults));
}

function timeoutOf({ timeout = 10_000 }: RequestDefaults): number {
  return timeout;
}

/** Sets fields that are not enumerable: credentials, which `console.log(client)` must not show. */
export function hide<T extends object>(target: T, fields: Partial<T>): void {
  for (const [name, value] of Object.entries(fields)) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

function withRetryCount(options: RequestHandlerOptions, attempt: number): RequestHandlerOptions {
  return { ...options, headers: { ...options.headers, 'X-Retry-Count': attempt } };
}

/** The parsed body of a 2xx response. */
function resultOf({ status, headers, body }: Received): Json {
  const ok = status >= 200 && status < 300;
  let json: Json = {};
  try {
    if (body) json = JSON.parse(body);
  } catch (error) {
    if (ok) {
      throw new Error(`Unable to parse JSON. Error: ${error} \nBody:\n ${body.slice(0, MAX_QUOTED)}`);
    }
  }
  if (ok) return json;
  throw new CustomerIORequestError(json, status, { statusCode: status, headers, ok }, body);
}
