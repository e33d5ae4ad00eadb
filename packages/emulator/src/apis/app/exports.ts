import { randomUUID } from 'node:crypto';
import { audience } from '../../engine/audience.js';
import { csvOf } from '../../engine/csv.js';
import { ownValue } from '../../lib/own-properties.js';
import type { AppData, StoredExport, StoredMessage } from '../../store/app-store.js';
import { json } from '../api.js';
import { AppError } from './errors.js';
import { checkFilter } from './filters.js';
import { type AppHandler, type AppRequest, type Json, nullIfEmpty, required, seconds } from './request.js';

/** How long the address of a file is good. */
const LINK_MS = 15 * 60 * 1000;

/** An export as the App API tells it. How many rows it has is known when it is done. */
function exportView({ csv: _, readyAt, links: __, total, ...row }: StoredExport): Json {
  const isDone = readyAt <= Date.now();
  return { ...row, total: isDone ? total : 0, status: isDone ? 'done' : 'pending' };
}

/** Adds an export. */
export function addExport(
  app: AppData,
  type: 'customers' | 'deliveries',
  columns: readonly string[],
  rows: readonly Json[],
  readyAt: number,
): StoredExport {
  const at = seconds();
  const added = app.exports.add({
    type,
    user_id: 1,
    user_email: 'emulator@example.com',
    total: rows.length,
    failed: false,
    description: `${rows.length} ${type}`,
    downloads: 0,
    created_at: at,
    updated_at: at,
    csv: csvOf(columns, rows),
    readyAt,
    links: new Map(),
  });
  added.deduplicate_id = `${added.id}:${at}`;
  return added;
}

/** An address that an export's file can be had from for a while. */
export function downloadUrl(row: StoredExport, origin: string): string {
  const signature = randomUUID();
  row.links.set(signature, Date.now() + LINK_MS);
  return `${origin}/_downloads/exports/${row.id}.csv?signature=${signature}`;
}

const exportOf = ({ app, parameters }: AppRequest) => required(app.exports.get(parameters.export_id));

/** Which messages an export of deliveries is asked for. Drafts are among them only where that is said. */
function isAsked(message: StoredMessage, body: Json): boolean {
  const { source, transactional_id, template_id, created, metrics } = message;
  const { newsletter_id, campaign_id, transactional_message_id, action_id, start, end, metric } = body;
  return (
    (newsletter_id === undefined || source.newsletter_id === newsletter_id) &&
    (campaign_id === undefined || source.campaign_id === campaign_id) &&
    (action_id === undefined || source.action_id === action_id) &&
    (transactional_message_id === undefined || transactional_id === transactional_message_id) &&
    (body.template_id === undefined || template_id === body.template_id) &&
    (start === undefined || created >= Number(start)) &&
    (end === undefined || created <= Number(end)) &&
    (metric === undefined || Object.hasOwn(metrics, String(metric))) &&
    (body.drafts === true || !Object.hasOwn(metrics, 'drafted'))
  );
}

export const exports: Record<string, AppHandler> = {
  listExports: ({ app }) => json({ exports: nullIfEmpty(app.exports.all().map(exportView)) }),
  getExport: (request) => json({ export: exportView(exportOf(request)) }),
  downloadExport: (request) => {
    const row = exportOf(request);
    if (row.readyAt > Date.now()) throw new AppError(404, 'the export is not done yet');
    row.downloads = Number(row.downloads) + 1;
    return json({ url: downloadUrl(row, request.origin) });
  },
  exportPeopleData: (request) => {
    const { app, body, workspace } = request;
    checkFilter(body.filters);
    const attributes = (body.attributes ?? []) as string[];
    const rows = audience(workspace, body.filters as Json).map(({ id, email, cio_id, attributes: own }) => ({
      ...Object.fromEntries(attributes.map((name) => [name, ownValue(own, name)])),
      id,
      email,
      cio_id,
    }));
    const columns = [...new Set(['id', 'email', 'cio_id', ...attributes])];
    return json({ export: exportView(addExport(app, 'customers', columns, rows, workspace.jobs.doneAt())) });
  },
  exportDeliveriesData: (request) => {
    const { body, app, workspace } = request;
    const attributes = (body.attributes ?? []) as string[];
    const messages = app.messages.filter((message) => isAsked(message, body));
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
    const all = [...new Set([...columns, ...metrics, ...attributes])];
    return json({ export: exportView(addExport(app, 'deliveries', all, rows, workspace.jobs.doneAt())) });
  },
};
