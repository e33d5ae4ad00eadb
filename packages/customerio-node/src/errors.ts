import type { Json } from './json.js';

/** What is told of a response. */
export interface ResponseLike {
  /** The HTTP status. */
  statusCode: number;
  /** The headers, with names in lower case. */
  headers: Record<string, string>;
  /** Whether the status is 2xx. */
  ok: boolean;
}

/**
 * Customer.io responded with another status than 2xx.
 *
 * A request without a response rejects as `fetch` does: a `TypeError` whose `cause` has the code, or a `DOMException` of the
 * name `TimeoutError`.
 */
export class CustomerIORequestError extends Error {
  /** The HTTP status. */
  statusCode: number;
  /** The status and the headers of the response. */
  response: ResponseLike;
  /** The body of the response as text. It may contain personal data. */
  body: string;

  /** The message for a body: its `meta.error` or `meta.errors`. */
  static composeMessage(json: Json | null): string {
    return messageOf(json);
  }

  constructor(json: Json | null, statusCode: number, response: ResponseLike, body: string) {
    // Not by the name of the class: a bundler would rename the class for that, and loggers print its name.
    super(messageOf(json));
    this.name = 'CustomerIORequestError';
    this.statusCode = statusCode;
    this.response = response;
    this.body = body;
  }
}

function messageOf(json: Json | null): string {
  const meta = json?.meta;
  if (meta?.error) return meta.error;
  if (!meta?.errors) return 'Unknown error';
  const errors = [meta.errors].flat() as unknown[];
  const list = errors.map((error) => `  - ${error}`).join('\n');
  return `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}:\n${list}`;
}

/** A required argument is missing: thrown by the method, before anything is sent. */
export class MissingParamError extends Error {
  /** @param param The name of the argument. */
  constructor(param: string) {
    super(`${param} is required`);
    this.name = 'MissingParamError';
  }
}
