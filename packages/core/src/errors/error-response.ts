import type { ErrorDetail } from './error-details.js';

/** What the server said, as far as it could be read. */
export interface ErrorResponse {
  readonly status: number;
  /** The complaints found in the body; empty when it holds none that can be read. */
  readonly details: readonly ErrorDetail[];
  /** The body: parsed where it is JSON, text where not, at most 1 MiB of it. */
  readonly body: unknown;
  /** The response's headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The `X-Request-Id` the request carried. */
  readonly requestId: string;
}
