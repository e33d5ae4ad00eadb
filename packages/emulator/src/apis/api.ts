import type { IncomingHttpHeaders } from 'node:http';
import type { Operation } from '@cio-internal/contract';

/** A request to one of Customer.io's APIs that has been matched to an operation and authorized. */
export interface ApiRequest {
  operation: Operation;
  /** The path as it stands in the URL, without the query. */
  path: string;
  /** The path's parameters, decoded. */
  parameters: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The body; empty where there is none. */
  bytes: Buffer;
}

/** A response before it is written. A body of null is no body at all. */
export interface ApiResponse {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
  /** The body as bytes, in place of `body`. */
  bytes?: Buffer;
  /** What a browser lets the response do. Default: nothing. */
  contentSecurityPolicy?: string;
  /** Whether the emulator's own page may show it in a frame. Default false: no page may. */
  framedBySelf?: boolean;
}

/** 200 and a body of JSON. */
export function json(body: unknown): ApiResponse {
  return { status: 200, body };
}

/** 204 without a body. */
export const noContent: ApiResponse = { status: 204, body: null };

/** 200 and `{}`, which is how the Track API accepts a request. */
export const accepted: ApiResponse = { status: 200, body: {} };
