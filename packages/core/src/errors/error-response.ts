import type { ErrorDetail } from './error-details.js';

/** The response of a failed call, as far as it could be read. */
export interface ErrorResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The errors in the body; empty if it has none in a known format. */
  readonly details: readonly ErrorDetail[];
  /** The body: parsed if it is JSON, otherwise text. At most 1 MiB of it. */
  readonly body: unknown;
  /**
   * The headers of the response, with names in lower case. Without cookies, and without the query and the credentials of a
   * `location`.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** The `X-Request-Id` of the request. */
  readonly requestId: string;
}
