import { createHash } from 'node:crypto';
import type { AppStore } from '../../../store/app-store.js';
import { FREE_CREDITS, type PreviewRun } from '../../../store/design-studio.js';
import { json } from '../../api.js';
import { AppError } from '../errors.js';
import { decodeCursor, encodeCursor, slice } from '../paging.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from '../request.js';
import { compileHtml } from './compile.js';
import { nodeOf } from './nodes.js';
import { checkSampleData, renderEmail } from './rendering.js';

const MAX_SAMPLE_BYTES = 128 * 1024;

/** The mail clients that there are previews of. */
const CLIENTS = [
  { id: 'apple_mail', client: 'Apple Mail', os: 'macOS 15', category: 'Application' },
  { id: 'gmail', client: 'Gmail', os: 'Windows 11', category: 'Web', browser: 'Chrome' },
  { id: 'ios_mail', client: 'Mail', os: 'iOS 18', category: 'Mobile' },
  { id: 'outlook', client: 'Outlook', os: 'Windows 11', category: 'Application' },
];

/** A PNG of one pixel: every screenshot here. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
);

const isDone = ({ clock }: AppStore, run: PreviewRun) => run.readyAt <= clock.now();

function countsOf(app: AppStore, run: PreviewRun): Json {
  const total = run.clientIds.length;
  const ready = isDone(app, run) ? total : 0;
  return {
    total_previews_requested: total,
    total_previews_ready: ready,
    total_previews_succeeded: run.error ? 0 : ready,
    total_previews_bounced: run.error ? ready : 0,
    total_previews_cached: 0,
  };
}

function tileOf(app: AppStore, run: PreviewRun, clientId: string, pathOf: (variant: string) => string): Json {
  const { id, client, ...about } = CLIENTS.find((one) => one.id === clientId)!;
  const tile = { client_id: id, display_name: `${client} on ${about.os}`, ...about };
  if (!isDone(app, run)) return { ...tile, status: 'Processing' };
  if (run.error) return { ...tile, status: 'Bounced', error: { type: 'bounced', message: run.error } };
  return {
    ...tile,
    status: 'Complete',
    thumbnail: pathOf('thumbnail'),
    full_thumbnail: pathOf('full_thumbnail'),
    screenshots: { default: pathOf('screenshot') },
  };
}

function runOf(request: AppRequest): PreviewRun {
  const { app, parameters } = request;
  const { email } = nodeOf(request);
  const run = app.designStudio.previewRuns.get(parameters.run_id);
  return orNotFound(run && nodesInclude(email, run.nodeId) ? run : undefined);
}

const nodesInclude = ({ id, translations }: ReturnType<typeof nodeOf>['email'], nodeId: string) =>
  id === nodeId || [...translations.values()].some((one) => one.nodeId === nodeId);

function runView(request: AppRequest, run: PreviewRun): Json {
  const { app } = request;
  const { id, clientIds, name, createdAt, updatedAt, nodeId } = run;
  const base = `${request.origin}/v1/design_studio/emails/${nodeId}/inbox_previews/${id}/captures`;
  return {
    run_id: id,
    name,
    client_ids: clientIds,
    is_processed: isDone(app, run),
    ...countsOf(app, run),
    previews: clientIds.map((clientId) =>
      tileOf(app, run, clientId, (variant) => `${base}/${clientId}?variant=${variant}`),
    ),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

export const inboxPreviews = {
  submitInboxPreview: (request) => {
    const { app, workspace, body } = request;
    const { designStudio } = app;
    const node = nodeOf(request);
    const clientIds = [...new Set(body.client_ids)].sort();
    const unknown = clientIds.find((clientId) => !CLIENTS.some(({ id }) => id === clientId));
    if (unknown !== undefined) throw new AppError(400, `client_ids: there is no client ${unknown}`);
    checkSampleData(body.sample_data, MAX_SAMPLE_BYTES);

    const at = app.clock.unixSeconds();
    const html = compileHtml(designStudio, node.draft.content.html ?? '');
    const content = JSON.stringify([
      node.draft.content,
      html,
      body.sample_data ?? {},
      body.lax_mode ?? false,
    ]);
    const day = new Date(at * 1000).toISOString().slice(0, 'YYYY-MM-DD'.length);
    const key = createHash('sha256')
      .update(JSON.stringify([node.id, content, clientIds, day]))
      .digest('hex');
    const name = String(body.name ?? node.name);
    // The same devices on the same day are the same run, and cost nothing.
    const [known] = designStudio.previewRuns.by('key', key);
    if (known) {
      designStudio.previewRuns.update(known, { name, updatedAt: at });
      return json({ run_id: known.id, replayed: true });
    }

    const cost = clientIds.length;
    if (cost > designStudio.credits) {
      const available = `the account has ${designStudio.credits} available`;
      throw new AppError(422, `this request needs ${cost}, ${available}`);
    }
    const data: Json = { ...body.sample_data };
    const [error] = Object.values(renderEmail(workspace, node, data, body.lax_mode !== true).errors).flat();
    // What cannot be shown is paid back.
    if (!error) designStudio.credits -= cost;
    const run = designStudio.previewRuns.add({
      nodeId: node.id,
      name,
      clientIds,
      error,
      key,
      createdAt: at,
      readyAt: workspace.jobs.doneAt(),
      updatedAt: at,
    });
    return json({ run_id: run.id, replayed: false });
  },
  getInboxPreviewJob: (request) => json(runView(request, runOf(request))),
  getInboxPreviewCapture: (request) => {
    const run = runOf(request);
    const { client_id = '' } = request.parameters;
    const isShown = run.clientIds.includes(client_id) && isDone(request.app, run) && !run.error;
    orNotFound(isShown ? run : undefined, 'the capture is not ready');
    const { variant = 'screenshot' } = request.query;
    const headers = {
      'content-type': 'image/png',
      'content-disposition': `inline; filename="${client_id}-${variant}.png"`,
    };
    return { status: 200, headers, body: null, bytes: PIXEL };
  },
  listInboxPreviewJobs: ({ app, query }) => {
    const from = query.cursor ? decodeCursor(query.cursor, 'cursor') : 0;
    const limit = Number(query.limit);
    const { previewRuns } = app.designStudio;
    const runs =
      query.node_id === undefined
        ? previewRuns.all().reverse()
        : previewRuns.by('nodeId', query.node_id).newestFirst();
    const page = slice(runs, from, limit + 1);
    return json({
      preview_jobs: page.slice(0, limit).map((run) => ({
        run_id: run.id,
        name: run.name,
        node_id: run.nodeId,
        node_count: 1,
        is_processed: isDone(app, run),
        ...countsOf(app, run),
        created_at: run.createdAt,
        updated_at: run.updatedAt,
      })),
      meta: {
        pagination: {
          limit,
          ...(page.length > limit && { next_cursor: encodeCursor(from + limit) }),
        },
      },
    });
  },
  listInboxPreviewClients: () => json({ clients: CLIENTS }),
  getInboxPreviewCredits: ({ app }) => {
    const now = new Date(app.clock.now());
    const nextMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
    return json({
      credits: [
        {
          tier: 'free',
          credits_original: FREE_CREDITS,
          credits_remaining: app.designStudio.credits,
          expires_at: Math.floor(nextMonth / 1000),
        },
      ],
    });
  },
} satisfies AppHandlers;
