// What people make in Customer.io, and what the App API makes: segments, campaigns, exports and the rest.
import { json } from '../../apis/api.js';
import { segmentSize } from '../../engine/audience.js';
import type { Workspace } from '../../engine/workspace.js';
import { listPage, orNotFound, type Route, type Routes, searchOf } from './route.js';
import type { EntityView } from './types.js';

/** A list of entities, and how one is shown. */
interface EntityList {
  all(workspace: Workspace): { id: number }[];
  view(workspace: Workspace, entity: never): EntityView;
  /** What only a single one has. */
  detail?(workspace: Workspace, entity: never): object;
}

/** A list, with the type of its entities known to its own functions. */
function entityList<T extends { id: number }>(list: {
  all(workspace: Workspace): T[];
  view(workspace: Workspace, entity: T): object;
  detail?(workspace: Workspace, entity: T): object;
}): EntityList {
  return list as EntityList;
}

/** How many messages came from something, and how many of them had each metric. */
function messageCounts(
  { app }: Workspace,
  by: { broadcast_id?: number; newsletter_id?: number; campaign_id?: number; transactional_id?: number },
): { messages: number; metrics: Record<string, number> } {
  const metrics: Record<string, number> = {};
  let messages = 0;
  for (const message of app.messages.newestFirst({ by })) {
    messages++;
    for (const name of Object.keys(message.metrics)) metrics[name] = (metrics[name] ?? 0) + 1;
  }
  return { messages, metrics };
}

const stateOf = ({ clock }: Workspace, readyAt: number) => (readyAt <= clock.now() ? 'done' : 'pending');

const LISTS: Readonly<Record<string, EntityList>> = {
  segments: entityList({
    all: ({ app }) => app.segments.all(),
    view: (workspace, segment) => ({ ...segment, people: segmentSize(workspace, segment.id) }),
  }),
  campaigns: entityList({
    all: ({ app }) => app.campaigns.all(),
    view: (workspace, campaign) => ({
      ...campaign,
      ...messageCounts(workspace, { campaign_id: campaign.id }),
    }),
    detail: ({ app }, { id }) => ({ steps: [...app.actions.by('campaign_id', id)].map(withTranslations) }),
  }),
  broadcasts: entityList({
    all: ({ app }) => app.broadcasts.all(),
    view: (workspace, broadcast) => ({
      ...broadcast,
      ...messageCounts(workspace, { broadcast_id: broadcast.id }),
      trigger_count: workspace.app.triggers.by('broadcast_id', broadcast.id).size,
    }),
    detail: (workspace, { id }) => ({
      steps: [...workspace.app.actions.by('broadcast_id', id)].map(withTranslations),
      triggers: [...workspace.app.triggers.by('broadcast_id', id)]
        .reverse()
        .map(({ readyAt, ...trigger }) => ({
          ...trigger,
          state: stateOf(workspace, readyAt),
        })),
    }),
  }),
  newsletters: entityList({
    all: ({ app }) => app.newsletters.all(),
    view: (workspace, newsletter) => ({
      ...newsletter,
      ...messageCounts(workspace, { newsletter_id: newsletter.id }),
    }),
    detail: ({ app }, { id }) => ({ contents: [...app.contents.by('newsletter_id', id)] }),
  }),
  transactional: entityList({
    all: ({ app }) => app.transactional.all(),
    view: (workspace, message) => ({
      ...message,
      ...messageCounts(workspace, { transactional_id: message.id }),
    }),
    detail: ({ app }, { id }) => ({
      contents: [...app.transactionalContents.by('transactional_id', id)],
    }),
  }),
  exports: entityList({
    all: ({ app }) => app.exports.all(),
    view: (workspace, { csv, readyAt, links: __, ...row }) => ({
      ...row,
      state: stateOf(workspace, readyAt),
      bytes: csv.length,
    }),
  }),
  imports: entityList({
    all: ({ app }) => app.imports.all(),
    view: (_, row) => row,
  }),
};

function withTranslations({ translations, ...action }: { translations: Map<string, unknown> }): object {
  return { ...action, translations: [...translations.values()] };
}

function listRoute({ all, view }: EntityList): Route {
  return ({ target: { workspace }, query }) => {
    const items = all(workspace).reverse();
    const search = searchOf(query);
    const page = listPage(items, query, {
      key: ({ id }) => String(id),
      view: (entity) => view(workspace, entity as never),
      total: items.length,
      matches: search && ((entity) => search(JSON.stringify(view(workspace, entity as never)))),
    });
    return json(page);
  };
}

function detailRoute(name: string, { all, view, detail }: EntityList): Route {
  return ({ target: { workspace }, parameters }) => {
    const entity = all(workspace).find(({ id }) => String(id) === parameters.id);
    const found = orNotFound(entity, name) as never;
    return json({ ...view(workspace, found), ...detail?.(workspace, found) });
  };
}

export const entityRoutes: Routes = {
  ...Object.fromEntries(
    Object.entries(LISTS).flatMap(([name, list]) => [
      [`GET /${name}`, listRoute(list)],
      [`GET /${name}/:id`, detailRoute(name.replace(/s$/, ''), list)],
    ]),
  ),
  'GET /exports/:id/csv': ({ target: { workspace }, parameters }) => {
    const { id, csv } = orNotFound(workspace.app.exports.get(parameters.id), 'export');
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="export-${id}.csv"`,
    };
    return { status: 200, headers, body: null, bytes: Buffer.from(csv) };
  },
};
