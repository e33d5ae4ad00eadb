import type { ServerResponse } from 'node:http';
import { ValidationError } from '@cio/core';
import type { ApiResponse } from '../../apis/api.js';
import type { SimulateOptions } from '../../engine/webhooks/simulate.js';
import type { WebhookDelivery, WebhookLog } from '../../engine/webhooks/webhook-log.js';
import type { Workspace } from '../../engine/workspace.js';
import type { Changes } from '../../store/changes.js';
import type { Faults } from '../faults.js';
import type { RateLimits } from '../rate-limits.js';
import type { RequestLog } from '../request-log.js';
import type { LiveUpdates } from './live.js';
import type { ListPage } from './types.js';

/** What of an emulator its own routes read and change. */
export interface InspectionTarget {
  readonly workspace: Workspace;
  /** The site id of that workspace, and those of all. */
  readonly siteId: string;
  readonly siteIds: readonly string[];
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly requests: RequestLog;
  readonly webhooks: WebhookLog;
  /** What changes in the workspace of now, and of later ones after a reset. */
  readonly changes: Changes;
  readonly live: LiveUpdates;
  /** Keeps what was changed, where the state is kept. */
  keep(): void;
  /** Where webhooks go by default. */
  readonly webhookUrl: string | undefined;
  sendWebhook(event: object): Promise<number>;
  simulateWebhook(
    options: Omit<SimulateOptions, 'url' | 'signingKey' | 'person'> & { url?: string; person?: string },
  ): Promise<number[]>;
  resendWebhook(delivery: WebhookDelivery): Promise<void>;
  /** Resets this workspace. */
  reset(): void;
  /** Resets all workspaces. */
  resetAll(): void;
}

export interface InspectionRequest {
  target: InspectionTarget;
  /** The path's parameters, decoded. */
  parameters: Record<string, string>;
  query: URLSearchParams;
  /** The body as JSON; undefined where there is none. */
  body: unknown;
  /** Aborted when the client closes the connection. */
  signal: AbortSignal;
}

/** Handles a request, or takes its response over and returns nothing: a stream of events. */
export type Route = (
  request: InspectionRequest,
  response: ServerResponse,
) => ApiResponse | undefined | Promise<ApiResponse>;

/** By method and path below `/_emulator`: `GET /messages/:id`. */
export type Routes = Readonly<Record<string, Route>>;

/** What is asked for is not there. */
export class NotFoundError extends Error {}

export function orNotFound<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotFoundError(`there is no such ${what}`);
  return value;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;
/** How many items one request looks at: a search of more goes on with the next page. */
const MAX_LOOKED_AT = 100_000;

export interface ListOptions<T, V> {
  /** What names an item: it is the cursor of those behind it. */
  key: (item: T) => string;
  view: (item: T) => V;
  /** How many there are. */
  total: number;
  matches?: ((item: T) => boolean) | undefined;
}

/**
 * A page of a list, from the item behind `cursor` on. With a search it may have fewer items than `limit`, and a next page
 * all the same.
 */
export function listPage<T, V>(
  items: Iterable<T>,
  query: URLSearchParams,
  { key, view, total, matches = () => true }: ListOptions<T, V>,
): ListPage<V> {
  const cursor = query.get('cursor');
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new ValidationError('limit', `expected a whole number from 1 to ${MAX_LIMIT}`);
  }
  const page: T[] = [];
  let isBehind = cursor === null;
  let lookedAt = 0;
  let last: T | undefined;
  for (const item of items) {
    if (!isBehind) {
      isBehind = key(item) === cursor;
      continue;
    }
    if (page.length === limit || lookedAt === MAX_LOOKED_AT) {
      return { items: page.map(view), next: key(last!), total };
    }
    lookedAt++;
    last = item;
    if (matches(item)) page.push(item);
  }
  if (!isBehind) throw new ValidationError('cursor', 'what it names is gone: start without a cursor');
  return { items: page.map(view), next: null, total };
}

/** Tests whether a text has what is searched for, in upper or lower case. Undefined where nothing is searched for. */
export function searchOf(query: URLSearchParams): ((text: string) => boolean) | undefined {
  const words = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return (text) => {
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
}

/** A number of the query; undefined where it is not there. */
export function numberOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  throw new ValidationError(name, 'expected a number');
}

export function textOf(query: URLSearchParams, name: string): string | undefined {
  return query.get(name) || undefined;
}
