import { checkTimestamp, isDate, requireObject, requireText, ValidationError } from '@cio/core';
import { checkRecipients } from '../filters/newsletter-recipients.js';
import type { CreateNewsletter, NewsletterRateLimit, ScheduleNewsletter } from '../generated/types.js';

/** Throws a ValidationError for what Customer.io rejects with 400 or 422. */
export function checkNewsletter(newsletter: CreateNewsletter): void {
  requireObject('newsletter', newsletter);
  checkRecipients('recipients', newsletter.recipients);
  exclude(newsletter, 'send_now', 'scheduled_at');
  exclude(newsletter, 'from', 'from_id');
  if (newsletter.type === 'push' && newsletter.subject === undefined && newsletter.body === undefined) {
    throw new ValidationError('subject', 'is needed where there is no body');
  }
  requireFuture(newsletter.scheduled_at);
  checkRateLimit(newsletter);
}

/** Throws a ValidationError for a time without a time zone. */
export function checkSchedule(schedule: ScheduleNewsletter): void {
  requireObject('schedule', schedule);
  // 0 cancels the schedule.
  if (schedule.scheduled_at !== 0) {
    requireText('timezone', schedule.timezone);
    requireFuture(schedule.scheduled_at);
  }
  checkRateLimit(schedule);
}

function requireFuture(time: number | Date | undefined): void {
  checkTimestamp('scheduled_at', time);
  if (Number(time) * (isDate(time) ? 1 : 1000) <= Date.now()) {
    throw new ValidationError('scheduled_at', 'expected a time in the future');
  }
}

/** Throws a ValidationError for an incomplete rate limit. */
export function checkRateLimit(
  rateLimit: NewsletterRateLimit & { tz_match_enabled?: boolean | undefined },
): void {
  requireObject('rateLimit', rateLimit);
  if (rateLimit.tz_match_enabled && Number(rateLimit.rate_limit_time_period) > 3600) {
    throw new ValidationError('rate_limit_time_period', 'expected 60 or 3600, with tz_match_enabled');
  }
  const { rate_limit_email_rate: rate, rate_limit_time_period: period } = rateLimit;
  if ((rate === undefined) !== (period === undefined)) {
    const missing = rate === undefined ? 'rate_limit_email_rate' : 'rate_limit_time_period';
    throw new ValidationError(missing, 'a rate needs its period, and a period its rate');
  }
}

function exclude(newsletter: object, ...fields: [string, string]): void {
  const [first, second] = fields.map((field) => (newsletter as Record<string, unknown>)[field]);
  if (first !== undefined && first !== false && second !== undefined) {
    throw new ValidationError(fields[1], `not together with ${fields[0]}`);
  }
}
