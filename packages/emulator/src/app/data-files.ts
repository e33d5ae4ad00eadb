import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { parseJson } from '../server/parse-json.js';
import type { Stored, StoredExport } from '../workspace/app-data.js';
import { asText } from '../workspace/own.js';
import type { PersonKey, Workspace } from '../workspace/workspace.js';
import { fetchFile } from './fetch-file.js';
import { audience } from './filters.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  appError,
  done,
  found,
  type Json,
  seconds,
} from './request.js';

/** The largest file that an import reads, in bytes. */
const MAX_IMPORT_BYTES = 20 * 1024 * 1024;
/** The largest collection, in bytes. */
const MAX_COLLECTION_BYTES = 10 * 1024 * 1024;

function csv(rows: Json[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown) => {
    const text = value === undefined || value === null ? '' : asText(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((row) => `${row.map(cell).join(',')}\n`)
    .join('');
}

function exportView({ csv: _, readyAt, signature: __, ...row }: StoredExport): Json {
  return { ...row, status: readyAt <= Date.now() ? 'done' : 'pending' };
}

function addExport({ app, jobMs }: AppRequest, type: 'customers' | 'deliveries', rows: Json[]) {
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
    csv: csv(rows),
    readyAt: Date.now() + jobMs,
    signature: randomUUID(),
  });
  added.deduplicate_id = `${added.id}:${at}`;
  return answer({ export: exportView(added) });
}

/** What of a collection is told: all but its rows. */
function collectionView({ content, ...collection }: Stored): Json {
  const rows = content as Json[];
  return {
    ...collection,
    bytes: JSON.stringify(rows).length,
    rows: rows.length,
    schema: [...new Set(rows.flatMap((row) => Object.keys(row)))],
  };
}

async function rowsOf(body: Json): Promise<Json[] | string> {
  if (body.data !== undefined) return checkedRows(body.data);
  if (body.url === undefined) return 'data or url is required';
  try {
    const text = await fetchFile(String(body.url), MAX_COLLECTION_BYTES);
    const isJson = text.trimStart().startsWith('[');
    return checkedRows(isJson ? parseJson(Buffer.from(text)) : parse(text, { columns: true }));
  } catch (error) {
    return `the file cannot be read: ${(error as Error).message}`;
  }
}

/** A collection's rows, or what is wrong with them. */
function checkedRows(rows: unknown): Json[] | string {
  const isRow = (row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row);
  return Array.isArray(rows) && rows.every(isRow) ? rows : 'the rows are not objects in an array';
}

/** Reads a file in, as Customer.io does it later. */
async function runImport(workspace: Workspace, row: Stored): Promise<void> {
  try {
    row.state = 'validating';
    const text = await fetchFile(String(row.data_file_url), MAX_IMPORT_BYTES);
    const rows: Record<string, string>[] = parse(text, {
      columns: true,
      skip_empty_lines: true,
    });
    row.rows_to_import = rows.length;
    row.state = 'importing';
    const key = (row.identifier ?? 'id') as PersonKey;
    for (const { [key]: value, ...rest } of rows) {
      if (row.type === 'people' && value) {
        const exists = workspace.findBy(key, value) !== undefined;
        const skipped = row.data_to_process === (exists ? 'only_new' : 'only_existing');
        if (!skipped) workspace.identify([key, value], rest);
      } else if (row.type === 'event' && value) {
        const { name = 'event', timestamp, ...data } = rest;
        workspace.track([key, value], {
          id: randomUUID(),
          name,
          type: 'event',
          timestamp: Number(timestamp ?? seconds()),
          data,
        });
      } else if (row.type === 'object') {
        const { object_id = '', ...attributes } = rest;
        workspace.identifyObject({ object_type_id: String(row.object_type_id), object_id }, attributes);
      } else if (row.type === 'relationship' && value) {
        const { object_type_id = '1', object_id = '', ...attributes } = rest;
        workspace.relate([key, value], { object_type_id, object_id }, attributes);
      }
      row.rows_imported = Number(row.rows_imported) + 1;
    }
    row.state = 'imported';
  } catch (error) {
    row.state = 'failed';
    row.error = (error as Error).message;
  }
  row.updated_at = seconds();
}

const importView = ({ data_file_url: _, ...row }: Stored): Json => row;

export const dataFiles: Record<string, AppHandler> = {
  getCollections: ({ app }) => answer({ collections: app.collections.all().map(collectionView) }),
  addCollection: async ({ app, body }) => {
    const content = await rowsOf(body);
    if (typeof content === 'string') return appError(422, content);
    const at = seconds();
    return answer({
      collection: collectionView(
        app.collections.add({ name: body.name, created_at: at, updated_at: at, content }),
      ),
    });
  },
  getCollection: ({ app, parameters }) =>
    found(app.collections.get(parameters.collection_id), (row) =>
      answer({ collection: collectionView(row) }),
    ),
  updateCollection: async ({ app, parameters, body }) => {
    const row = app.collections.get(parameters.collection_id);
    if (!row) return appError(404, 'not found');
    const content = body.data === undefined && body.url === undefined ? row.content : await rowsOf(body);
    if (typeof content === 'string') return appError(422, content);
    Object.assign(row, { content, updated_at: seconds() }, body.name !== undefined && { name: body.name });
    return answer({ collection: collectionView(row) });
  },
  deleteCollection: ({ app, parameters }) =>
    app.collections.delete(parameters.collection_id) ? done : appError(404, 'not found'),
  getCollectionContents: ({ app, parameters }) =>
    found(app.collections.get(parameters.collection_id), ({ content }) => answer(content)),
  updateCollectionContents: ({ app, parameters, body }) =>
    found(app.collections.get(parameters.collection_id), (row) => {
      const content = checkedRows(body);
      if (typeof content === 'string') return appError(422, content);
      Object.assign(row, { content, updated_at: seconds() });
      return answer({ collection: collectionView(row) });
    }),

  listExports: ({ app }) => answer({ exports: app.exports.all().map(exportView) }),
  getExport: ({ app, parameters }) =>
    found(app.exports.get(parameters.export_id), (row) => answer({ export: exportView(row) })),
  downloadExport: ({ app, parameters, origin }) =>
    found(app.exports.get(parameters.export_id), (row) => {
      if (row.readyAt > Date.now()) return appError(422, 'the export is not done yet');
      row.downloads = Number(row.downloads) + 1;
      return answer({ url: `${origin}/_downloads/exports/${row.id}.csv?signature=${row.signature}` });
    }),
  exportPeopleData: (request) => {
    const people = audience(request.workspace, request.body.filters as Json);
    return addExport(
      request,
      'customers',
      people.map(({ id, email, cio_id, attributes }) => ({
        id: id ?? '',
        email: email ?? '',
        cio_id,
        ...attributes,
      })),
    );
  },
  exportDeliveriesData: (request) => {
    const { body, app } = request;
    const { newsletter_id, campaign_id, transactional_message_id, action_id, start, end, metric } = body;
    const rows = app.messages.filter(
      ({ source, transactional_id, created, metrics }) =>
        (newsletter_id === undefined || source.newsletter_id === newsletter_id) &&
        (campaign_id === undefined || source.campaign_id === campaign_id) &&
        (action_id === undefined || source.action_id === action_id) &&
        (transactional_message_id === undefined || transactional_id === transactional_message_id) &&
        (start === undefined || created >= Number(start)) &&
        (end === undefined || created <= Number(end)) &&
        (metric === undefined || Object.hasOwn(metrics, String(metric))),
    );
    return addExport(
      request,
      'deliveries',
      rows.map(({ id, type, customer_id, recipient, subject = '', created, metrics }) => ({
        delivery_id: id,
        type,
        customer_id: customer_id ?? '',
        recipient,
        subject,
        created,
        ...metrics,
      })),
    );
  },

  import: ({ app, workspace, body, jobMs }) => {
    const at = seconds();
    const row = app.imports.add({
      ...(body.import as Json),
      state: 'preprocessing',
      rows_to_import: 0,
      rows_imported: 0,
      created_at: at,
      updated_at: at,
    });
    setTimeout(() => void runImport(workspace, row), jobMs).unref();
    return answer({ import: importView(row) });
  },
  getImport: ({ app, parameters }) =>
    found(app.imports.get(parameters.import_id), (row) => answer({ import: importView(row) })),

  listSnippets: ({ app }) => answer({ snippets: [...app.snippets.values()] }),
  createSnippet: ({ app, body }) => {
    if (app.snippets.has(String(body.name)))
      return appError(422, 'has already been taken', '/data/attributes/name');
    const snippet = { name: body.name, value: body.value, updated_at: seconds() };
    app.snippets.set(String(body.name), snippet);
    return answer({ snippet });
  },
  updateSnippets: ({ app, body }) => {
    const snippet = { name: body.name, value: body.value, updated_at: seconds() };
    app.snippets.set(String(body.name), snippet);
    return answer({ snippet });
  },
  deleteSnippet: ({ app, parameters }) =>
    app.snippets.delete(parameters.snippet_name!) ? done : appError(404, 'not found'),
};
