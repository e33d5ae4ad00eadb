import type { StoredMessage } from '../workspace/app-data.js';
import { ownValue } from '../workspace/own.js';
import { type AppHandler, type AppRequest, answer, appError, notFound, seconds } from './request.js';

const PERIODS: Record<string, [seconds: number, most: number]> = {
  hours: [3600, 24],
  days: [86_400, 45],
  weeks: [604_800, 12],
  months: [2_592_000, 121],
};

const METRICS = [
  'attempted',
  'bounced',
  'clicked',
  'converted',
  'created',
  'deferred',
  'delivered',
  'drafted',
  'failed',
  'opened',
  'sent',
  'spammed',
  'undeliverable',
  'unsubscribed',
];

/** What a path's metrics are about: which messages, or undefined where there is no such thing. */
function subject({ app, parameters }: AppRequest): ((message: StoredMessage) => boolean) | undefined {
  const { campaign_id, broadcast_id, newsletter_id, transactional_id, action_id, content_id } = parameters;
  if (action_id)
    return app.actions.get(action_id) && (({ source }) => source.action_id === Number(action_id));
  if (content_id)
    return app.contents.get(content_id) && (({ source }) => source.content_id === Number(content_id));
  if (campaign_id)
    return app.campaigns.get(campaign_id) && (({ source }) => source.campaign_id === Number(campaign_id));
  if (broadcast_id)
    return app.broadcasts.get(broadcast_id) && (({ source }) => source.broadcast_id === Number(broadcast_id));
  if (newsletter_id)
    return (
      app.newsletters.get(newsletter_id) && (({ source }) => source.newsletter_id === Number(newsletter_id))
    );
  return (
    app.transactional.get(transactional_id) &&
    ((message) => message.transactional_id === Number(transactional_id))
  );
}

/** Counts by period, the last one first from the end. */
const series: AppHandler = (request) => {
  const { app, query } = request;
  const belongs = subject(request);
  if (!belongs) return notFound;
  const unit = (query.period ?? query.res ?? 'days')
    .replace('hourly', 'hours')
    .replace('daily', 'days')
    .replace('weekly', 'weeks')
    .replace('monthly', 'months');
  const period = ownValue(PERIODS, unit);
  if (!period) return appError(400, `period: expected one of ${Object.keys(PERIODS).join(', ')}`);
  const [length, most] = period;
  const steps = Number(query.steps ?? Math.min(most, 7));
  if (!Number.isInteger(steps) || steps < 1 || steps > most)
    return appError(400, `steps: expected 1 to ${most}`);
  const counts = Object.fromEntries(METRICS.map((metric) => [metric, new Array<number>(steps).fill(0)]));
  const end = seconds();
  for (const { metrics } of app.messages.filter(belongs)) {
    for (const [metric, at] of Object.entries(metrics)) {
      const index = steps - 1 - Math.floor((end - at) / length);
      const count = ownValue(counts, metric);
      if (count && index >= 0) count[index]! += 1;
    }
  }
  return answer({ metric: { series: counts } });
};

/** Nobody clicks on anything here. */
const links: AppHandler = (request) => (subject(request) ? answer({ links: [] }) : notFound);

export const metrics: Record<string, AppHandler> = {
  campaignMetrics: series,
  campaignActionMetrics: series,
  broadcastMetrics: series,
  broadcastActionMetrics: series,
  getNewsletterMetrics: series,
  getVariantMetrics: series,
  transactionalMetrics: series,
  campaignLinkMetrics: links,
  campaignActionLinks: links,
  broadcastLinks: links,
  broadcastActionLinks: links,
  getNewsletterLinks: links,
  getVariantLinks: links,
  transactionalLinks: links,
  campaignJourneyMetrics: (request) =>
    subject(request)
      ? answer({
          journey_metric: Object.fromEntries(
            [
              'started',
              'activated',
              'exited_early',
              'finished',
              'converted',
              'never_activated',
              'messages',
            ].map((key) => [key, [0]]),
          ),
        })
      : notFound,
};
