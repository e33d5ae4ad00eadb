import { appContract } from '@cio-internal/contract';
import { ownValue } from '../../lib/own-properties.js';
import type { MessageOrigin } from '../../store/messages.js';
import { json } from '../api.js';
import { actionOf } from './actions.js';
import { AppError } from './errors.js';
import { type AppHandler, type AppRequest, type Json, orNotFound } from './request.js';

/** How long a period is, in seconds, how many of them there can be, and how many there are by default. */
const PERIODS: Record<string, { length: number; most: number; usual: number }> = {
  hours: { length: 3600, most: 24, usual: 24 },
  days: { length: 86_400, most: 45, usual: 45 },
  weeks: { length: 604_800, most: 12, usual: 12 },
  months: { length: 2_592_000, most: 121, usual: 12 },
};

const UNITS: Record<string, string> = {
  hourly: 'hours',
  daily: 'days',
  weekly: 'weeks',
  monthly: 'months',
};

interface Subject {
  origin: MessageOrigin;
  /** The channel of a newsletter, which its metrics name. */
  channel?: string;
}

/** What the metrics of a path are about. */
function subjectOf(request: AppRequest): Subject {
  const { app, parameters } = request;
  const { campaign_id, broadcast_id, newsletter_id, transactional_id, action_id, content_id } = parameters;
  const from = (name: MessageOrigin['name'], { id }: { id: number }) => ({ origin: { name, id } });
  if (action_id) return from('action_id', actionOf(request));
  if (campaign_id) return from('campaign_id', orNotFound(app.campaigns.get(campaign_id)));
  if (broadcast_id) return from('broadcast_id', orNotFound(app.broadcasts.get(broadcast_id)));
  if (newsletter_id) {
    const newsletter = orNotFound(app.newsletters.get(newsletter_id));
    const channel = newsletter.type;
    if (!content_id) return { ...from('newsletter_id', newsletter), channel };
    const content = app.contents.get(content_id);
    const own = orNotFound(content?.newsletter_id === newsletter.id ? content : undefined);
    return { ...from('content_id', own), channel };
  }
  return from('transactional_id', orNotFound(app.transactional.get(transactional_id)));
}

/** The end of the time that is counted, in Unix seconds, and its periods. */
function windowOf({ app, query }: AppRequest): { end: number; length: number; steps: number } {
  const name = query.version === '2' ? query.res : query.period;
  const unit = ownValue(UNITS, name ?? '') ?? name ?? 'days';
  const period = ownValue(PERIODS, unit);
  if (!period) throw new AppError(400, `period: expected one of ${Object.keys(PERIODS).join(', ')}`);
  const { length, most, usual } = period;
  if (query.version !== '2') {
    const steps = Number(query.steps ?? usual);
    if (!Number.isInteger(steps) || steps < 0 || steps > most) {
      throw new AppError(400, `steps: expected 0 to ${most}`);
    }
    // 0 is the most there is, and 1 is two.
    return { end: app.clock.unixSeconds(), length, steps: steps === 0 ? most : Math.max(2, steps) };
  }
  const { start, end } = query;
  if (!query.res || !start || !end) throw new AppError(400, 'version 2 needs res, start and end');
  if (Number(start) > Number(end)) throw new AppError(400, 'start is after end');
  const steps = Math.ceil((Number(end) - Number(start) + 1) / length);
  if (steps > 10_000) throw new AppError(400, 'the time is too long for this res');
  return { end: Number(end), length, steps };
}

/** How many messages had each metric, by period: the latest is the last. */
export const series: AppHandler = (request) => {
  const { operation, app, query } = request;
  const { origin, channel } = subjectOf(request);
  const { end, length, steps } = windowOf(request);
  // The last period ends with the second `end`.
  const periods = Array.from({ length: steps + 1 }, (_, index) => end + 1 - (steps - index) * length);
  const names = appContract.responseFields(operation, 200, 'metric', 'series');
  const counts = Object.fromEntries(
    names.map((name) => [name, app.messages.countMetric(origin, query.type || undefined, name, periods)]),
  );
  const metric = { series: counts, ...(channel !== undefined && { type: channel }) };
  return json({ metric, ...(query.version === '2' && timesOf(query)) });
};

/** The time of version 2, which its response repeats. */
function timesOf({ res, start, end }: Record<string, string>): Json {
  const text = (time: string | undefined) =>
    `${new Date(Number(time) * 1000).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`;
  return { res, start: text(start), end: text(end) };
}

/** Which link a reported click was on is not kept: there are no links. */
export const links: AppHandler = (request) => {
  subjectOf(request);
  windowOf(request);
  return json({ links: [] });
};

/** What happened on the way through a campaign: how many began, and how many left where. */
export const journey: AppHandler = (request) => {
  const { operation, query } = request;
  subjectOf(request);
  if (Number(query.start) > Number(query.end)) throw new AppError(400, 'start is after end');
  const names = appContract.responseFields(operation, 200, 'journey_metric');
  return json({ journey_metric: Object.fromEntries(names.map((name) => [name, [0]])) });
};
