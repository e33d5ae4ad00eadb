import type { ErrorDetail } from './error-details.js';

/** A response that amounts to an error, as far as it could be read. */
export interface ErrorResponse {
  /** The HTTP status. */
  readonly status: number;
  /** What the body says is wrong; empty where it says nothing that can be read. */
  readonly details: readonly ErrorDetail[];
  /** The body: parsed where it is JSON, text where not, at most 1 MiB of it. */
  readonly body: unknown;
  /**
   * The response's headers, names in lower case. Without cookies; of a `location` only what is before its query, without
   * user and password.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** The `X-Request-Id` that the request carried. */
  readonly requestId: string;
}
