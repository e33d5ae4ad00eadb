import { randomUUID } from 'node:crypto';
import { audience } from '../../engine/audience.js';
import { csvOf } from '../../engine/csv.js';
import type { Workspace } from '../../engine/workspace.js';
import { ownValue } from '../../lib/own-properties.js';
import type { StoredExport } from '../../store/app-entities.js';
import type { AppStore } from '../../store/app-store.js';
import type { StoredMessage } from '../../store/messages.js';
import { json } from '../api.js';
import { AppError } from './errors.js';
import { checkFilter } from './filters.js';
import { nullIfEmpty } from './paging.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from './request.js';

/** How long the address of a file is valid. */
const LINK_MS = 15 * 60 * 1000;

/** The rows of a file, and its columns. */
interface Table {
  columns: readonly string[];
  rows: readonly Json[];
}

/** A filter of deliveries, whatever they are of. */
interface DeliveriesFilter {
  newsletter_id?: number;
  campaign_id?: number;
  transactional_message_id?: number;
  action_id?: number;
  template_id?: number;
  /** Unix seconds. */
  start?: number;
  /** Unix seconds. */
  end?: number;
  metric?: string;
  drafts?: boolean;
  attributes?: string[];
}

/** An export as the App API has it. The number of its rows is known when it is done. */
function exportView({ csv: _, readyAt, links: __, total, ...row }: StoredExport, { clock }: AppStore): Json {
  const isDone = readyAt <= clock.now();
  return { ...row, total: isDone ? total : 0, status: isDone ? 'done' : 'pending' };
}

type ExportType = 'customers' | 'deliveries';

/** Adds an export that is pending. */
function addPending({ exports, clock }: AppStore, type: ExportType): StoredExport {
  const at = clock.unixSeconds();
  const added = exports.add({
    type,
    user_id: 1,
    user_email: 'emulator@example.com',
    total: 0,
    failed: false,
    description: '',
    downloads: 0,
    created_at: at,
    updated_at: at,
    csv: '',
    readyAt: Number.POSITIVE_INFINITY,
    links: new Map(),
  });
  exports.update(added, { deduplicate_id: `${added.id}:${at}` });
  return added;
}

function complete({ exports, clock }: AppStore, pending: StoredExport, { columns, rows }: Table): void {
  exports.update(pending, {
    csv: csvOf(columns, rows),
    total: rows.length,
    description: `${rows.length} ${pending.type}`,
    readyAt: clock.now(),
  });
}

/** Adds an export that is done. */
export function addExport(app: AppStore, type: ExportType, table: Table): StoredExport {
  const added = addPending(app, type);
  complete(app, added, table);
  return added;
}

/** Adds an export that is done after a while. */
function exportLater({ app, workspace, body }: AppRequest, type: ExportType): Json {
  const pending = addPending(app, type);
  workspace.jobs.schedule('export', { export_id: pending.id, body });
  return exportView(pending, app);
}

/** Writes the file of an export whose time has come. */
export function runExport(
  workspace: Workspace,
  { export_id, body }: { export_id: number; body: Json },
): void {
  const { app } = workspace;
  const pending = app.exports.get(export_id);
  if (!pending) return;
  const { filters, attributes = [] } = body as { filters?: unknown; attributes?: string[] };
  const isOfPeople = pending.type === 'customers';
  const table = isOfPeople
    ? peopleTable(workspace, filters, attributes)
    : deliveriesTable(workspace, body as DeliveriesFilter);
  complete(app, pending, table);
}

/** An address that an export's file can be downloaded from for a while. */
export function downloadUrl(app: AppStore, file: StoredExport, origin: string): string {
  const { exports, clock } = app;
  const { id, links } = file;
  const signature = randomUUID();
  for (const [other, end] of links) if (end < clock.now()) links.delete(other);
  links.set(signature, clock.now() + LINK_MS);
  exports.save(file);
  return app.downloadUrl(origin, `exports/${id}.csv`, { signature });
}

const exportOf = ({ app, parameters }: AppRequest) => orNotFound(app.exports.get(parameters.export_id));

/** The messages that match a filter of deliveries, the oldest first. Drafts only match where the filter includes them. */
function deliveries({ messages }: AppStore, filter: DeliveriesFilter): StoredMessage[] {
  const { newsletter_id, campaign_id, action_id, transactional_message_id, template_id, metric } = filter;
  const { start, end, drafts } = filter;
  const matching = messages.newestFirst({
    by: {
      newsletter_id,
      campaign_id,
      action_id,
      transactional_id: transactional_message_id,
      template_id,
      metric,
    },
    start,
    end,
    where: ({ metrics }) => drafts === true || !Object.hasOwn(metrics, 'drafted'),
  });
  return [...matching].reverse();
}

function peopleTable(workspace: Workspace, filters: unknown, attributes: string[]): Table {
  const rows = [...audience(workspace, filters)].map(({ id, email, cio_id, attributes: own }) => ({
    ...Object.fromEntries(attributes.map((name) => [name, ownValue(own, name)])),
    id,
    email,
    cio_id,
  }));
  return { columns: [...new Set(['id', 'email', 'cio_id', ...attributes])], rows };
}

function deliveriesTable(workspace: Workspace, filter: DeliveriesFilter): Table {
  const { app } = workspace;
  const { attributes = [] } = filter;
  const messages = deliveries(app, filter);
  const metrics = [...new Set(messages.flatMap((message) => Object.keys(message.metrics)))];
  const rows = messages.map((message) => {
    const { id, type, cio_id, customer_id, recipient, subject, created } = message;
    const own = workspace.people.get(cio_id ?? '')?.attributes ?? {};
    return {
      ...Object.fromEntries(attributes.map((name) => [name, ownValue(own, name)])),
      delivery_id: id,
      type,
      customer_id,
      recipient,
      subject,
      ...message.metrics,
      created,
    };
  });
  const columns = ['delivery_id', 'type', 'customer_id', 'recipient', 'subject', 'created'];
  return { columns: [...new Set([...columns, ...metrics, ...attributes])], rows };
}

export const exports = {
  listExports: ({ app }) =>
    json({ exports: nullIfEmpty(app.exports.all().map((row) => exportView(row, app))) }),
  getExport: (request) => json({ export: exportView(exportOf(request), request.app) }),
  downloadExport: (request) => {
    const row = exportOf(request);
    const { app } = request;
    if (row.readyAt > app.clock.now()) throw new AppError(404, 'the export is not done yet');
    row.downloads = Number(row.downloads) + 1;
    return json({ url: downloadUrl(app, row, request.origin) });
  },
  exportPeopleData: (request) => {
    checkFilter(request.body.filters);
    return json({ export: exportLater(request, 'customers') });
  },
  exportDeliveriesData: (request) => json({ export: exportLater(request, 'deliveries') }),
} satisfies AppHandlers;
