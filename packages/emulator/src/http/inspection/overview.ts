import { json } from '../../apis/api.js';
import type { InspectionTarget, Routes } from './route.js';
import type { Counts, Summary } from './types.js';

function counts(target: InspectionTarget): Counts {
  const { workspace, requests, webhooks, faults, webhookUrl, siteId, siteIds } = target;
  const { people, objects, events, app, duplicates, suppressed, submissions, metrics, dropped } = workspace;
  return {
    people: people.size,
    objects: objects.size,
    events: events.size,
    messages: app.messages.size,
    requests: requests.requests.length,
    webhooks: webhooks.size,
    faults: faults.list().length,
    segments: app.segments.size,
    campaigns: app.campaigns.size,
    broadcasts: app.broadcasts.size,
    newsletters: app.newsletters.size,
    transactional: app.transactional.size,
    exports: app.exports.size,
    imports: app.imports.size,
    duplicates,
    suppressed: suppressed.size,
    submissions: submissions.length,
    metrics: metrics.length,
    dropped: dropped.length,
    workspace: siteId,
    workspaces: siteIds,
    now: workspace.clock.now(),
    webhook_url: webhookUrl ?? null,
  };
}

function summary(target: InspectionTarget): Summary {
  return { ...counts(target), dropped: target.workspace.dropped };
}

export const overviewRoutes: Routes = {
  'GET /summary': ({ target }) => json(summary(target)),
  'GET /counts': ({ target }) => json(counts(target)),
  'POST /reset': ({ target, query }) => {
    if (query.has('workspace')) target.reset();
    else target.resetAll();
    return json({});
  },
};
