import type { Operation } from '@cio-internal/contract';
import type { ApiResponse } from '../apis/api.js';
import { AppError, errorResponse } from '../apis/app/errors.js';
import { SlidingWindow } from './sliding-window.js';

const DAY_MS = 86_400_000;

/** The requests a day that an operation allows, where that is limited. */
const DAILY_QUOTAS: ReadonlyMap<string, number> = new Map([['getArchivedMessage', 100]]);

/** The rate limit of operations that publish none of their own. They share it. */
const DEFAULT_RATE_LIMIT = '10/s';

/** How far a limit is used up. */
export interface RateLimitUsage {
  /** `10/s`, `1/10s`, or an operation's quota of a day. */
  limit: string;
  used: number;
  of: number;
  /** When there is room for one more; milliseconds. */
  resets_in_ms: number;
}

/** Counts the App API's requests against Customer.io's published limits. */
export class RateLimits {
  /** Whether requests over a limit are rejected. */
  enforced: boolean;
  /** By limit: operations that publish the same share it. */
  readonly #windows = new Map<string, SlidingWindow>();
  readonly #days = new Map<string, { until: number; used: number }>();

  /** @param enforced Whether requests over a limit are rejected. Daily quotas are counted in any case. */
  constructor(enforced: boolean) {
    this.enforced = enforced;
  }

  /** Counts a request. Where it is over its rate limit, the response to it; otherwise undefined. */
  reject(operation: Operation): ApiResponse | undefined {
    if (!this.enforced) return undefined;
    const { rateLimit = DEFAULT_RATE_LIMIT } = operation;
    const window = this.#windows.get(rateLimit) ?? new SlidingWindow(rateLimit);
    this.#windows.set(rateLimit, window);
    const waitMs = window.count();
    if (waitMs === 0) return undefined;
    const [requests, time] = rateLimit.split('/') as [string, string];
    const period = time === 's' ? '1s' : time;
    const detail = `rate limited to ${requests} requests per ${period} (reference emulator)`;
    const headers = { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) };
    return errorResponse(operation, new AppError(429, detail, { headers }));
  }

  /** Handles a request within its operation's daily quota, which the response's headers tell. */
  async withinQuota(operation: Operation, handle: () => Promise<ApiResponse>): Promise<ApiResponse> {
    const { operationId } = operation;
    const quota = DAILY_QUOTAS.get(operationId);
    if (quota === undefined) return handle();
    const remaining = this.#takeOfDay(operationId, quota);
    const headers = {
      'x-ratelimit-limit': String(quota),
      'x-ratelimit-remaining': String(Math.max(0, remaining - 1)),
    };
    if (remaining === 0 && this.enforced) {
      const detail = `rate limited to ${quota} request(s) per day (reference emulator)`;
      return errorResponse(operation, new AppError(429, detail, { headers }));
    }
    const response = await handle();
    return response.status < 300 ? { ...response, headers: { ...response.headers, ...headers } } : response;
  }

  /** How far each limit that a request was counted under is used up now. */
  usage(): RateLimitUsage[] {
    const now = performance.now();
    const rates = [...this.#windows.values()].map((window) => {
      const { used, of, resets_in_ms } = window.usage();
      return { limit: window.limit, used, of, resets_in_ms: Math.ceil(resets_in_ms) };
    });
    const quotas = [...this.#days].map(([name, { until, used }]) => ({
      limit: `${name} a day`,
      used,
      of: DAILY_QUOTAS.get(name)!,
      resets_in_ms: Math.max(0, Math.ceil(until - now)),
    }));
    return [...rates, ...quotas];
  }

  /** Takes one of a day's requests, and returns how many were left before. */
  #takeOfDay(name: string, quota: number): number {
    const now = performance.now();
    let day = this.#days.get(name);
    if (!day || day.until <= now) {
      day = { until: now + DAY_MS, used: 0 };
      this.#days.set(name, day);
    }
    const remaining = quota - day.used;
    if (remaining > 0) day.used++;
    return remaining;
  }
}
