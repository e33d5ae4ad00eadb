import { AppError } from './errors.js';
import { checkFilter } from './filters.js';
import type { Json } from './request.js';

/** The longest period of a rate limit that goes with sending in each person's time zone, in seconds. */
const MAX_PERIOD_WITH_TIME_ZONES = 3600;

interface Pace {
  rate_limit_email_rate?: number;
  rate_limit_time_period?: number;
  tz_match_enabled?: boolean;
}

interface NewsletterFields {
  type?: string;
  subject?: unknown;
  body?: unknown;
  from?: string;
  from_id?: number;
  send_now?: boolean;
  scheduled_at?: number;
}

function isSegments(item: unknown): boolean {
  const { or, ...others } = Object(item) as Json;
  return (
    Array.isArray(or) &&
    or.length > 0 &&
    Object.keys(others).length === 0 &&
    or.every((one) => Object.keys(Object(one)).join() === 'segment')
  );
}

function isAudienceItem(item: unknown): boolean {
  const { attribute, not, or, ...others } = Object(item) as Json;
  const conditions = [attribute, not, or].filter((one) => one !== undefined);
  if (conditions.length !== 1 || Object.keys(others).length > 0) return false;
  return attribute !== undefined || isSegments(or ? item : not);
}

/** The audience of a newsletter is stricter than other filters: one `and` of attributes and of `or`s of segments. */
export function checkRecipients(recipients: unknown): void {
  const { and, ...others } = Object(recipients) as Json;
  const isStrict =
    Array.isArray(and) && and.length > 0 && Object.keys(others).length === 0 && and.every(isAudienceItem);
  if (!isStrict) {
    throw new AppError(400, 'Invalid filter spec: expected one and, of attributes and of ors of segments');
  }
  checkFilter(recipients);
}

/**
 * Rejects a new newsletter with fields that exclude one another.
 *
 * @param now Unix seconds.
 */
export function checkNewsletter(body: NewsletterFields, now: number): void {
  const reject = (detail: string) => {
    throw new AppError(422, detail);
  };
  if (body.send_now === true && body.scheduled_at !== undefined) {
    reject('send_now and scheduled_at cannot be given together');
  }
  if (body.from !== undefined && body.from_id !== undefined) {
    reject('from and from_id cannot be given together');
  }
  if (body.type === 'push' && !body.subject && !body.body) reject('subject or body is required');
  if (body.scheduled_at !== undefined && Number(body.scheduled_at) <= now) {
    reject('scheduled_at is in the past');
  }
}

/** Rejects a rate limit of a newsletter that is not whole, or too slow for time zones. */
export function checkPace(body: Pace): void {
  const { rate_limit_email_rate: rate, rate_limit_time_period: period, tz_match_enabled } = body;
  if ((rate === undefined) !== (period === undefined)) {
    throw new AppError(422, 'rate_limit_email_rate and rate_limit_time_period go together');
  }
  if (tz_match_enabled === true && Number(period ?? 0) > MAX_PERIOD_WITH_TIME_ZONES) {
    throw new AppError(
      422,
      `rate_limit_time_period: at most ${MAX_PERIOD_WITH_TIME_ZONES} with tz_match_enabled`,
    );
  }
}
