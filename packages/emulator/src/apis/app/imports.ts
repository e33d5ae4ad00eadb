import { randomUUID } from 'node:crypto';
import { LIMITS } from '@cio/core';
import { parse } from 'csv-parse/sync';
import { fetchFile } from '../../engine/fetch-file.js';
import type { PersonKey } from '../../engine/workspace.js';
import type { Stored } from '../../store/app-store.js';
import { json } from '../api.js';
import { AppError } from './errors.js';
import { addExport, downloadUrl } from './exports.js';
import { type AppHandler, type AppRequest, type Json, required, seconds } from './request.js';

/** The largest file that an import reads, in bytes. */
const MAX_IMPORT_BYTES = 20 * 1024 * 1024;

type Row = Record<string, string>;

/** Reads one row in; why it cannot be read, where it cannot. */
type RowImporter = (row: Row, job: Stored, request: AppRequest) => string | undefined;

function keyOf({ identifier }: Stored): PersonKey {
  return (identifier ?? 'id') as PersonKey;
}

const NO_IDENTIFIER = 'the row has no identifier';

const IMPORTERS: Record<string, RowImporter> = {
  people: (row, job, { workspace }) => {
    const key = keyOf(job);
    const { [key]: value, ...attributes } = row;
    if (!value) return NO_IDENTIFIER;
    const isKnown = workspace.findBy(key, value) !== undefined;
    const isSkipped = job.data_to_process === (isKnown ? 'only_new' : 'only_existing');
    if (!isSkipped) workspace.identify([key, value], attributes);
    return undefined;
  },
  event: (row, job, { workspace }) => {
    const key = keyOf(job);
    const { [key]: value, name = 'event', timestamp, ...data } = row;
    if (!value) return NO_IDENTIFIER;
    if (job.data_to_process === 'only_existing' && !workspace.findBy(key, value)) return undefined;
    workspace.track([key, value], {
      id: randomUUID(),
      name,
      type: 'event',
      timestamp: Number(timestamp ?? seconds()),
      data,
    });
    return undefined;
  },
  object: (row, job, { workspace }) => {
    const { object_id, ...attributes } = row;
    if (!object_id) return NO_IDENTIFIER;
    const identifiers = { object_type_id: String(job.object_type_id), object_id };
    const isKnown = workspace.findObject(identifiers) !== undefined;
    const isSkipped = job.data_to_process === (isKnown ? 'only_new' : 'only_existing');
    if (!isSkipped) workspace.identifyObject(identifiers, attributes);
    return undefined;
  },
  relationship: (row, job, { workspace }) => {
    const key = keyOf(job);
    const { [key]: value, object_type_id = '1', object_id, ...attributes } = row;
    if (!value || !object_id) return NO_IDENTIFIER;
    workspace.relate([key, value], { object_type_id, object_id }, attributes);
    return undefined;
  },
};

/** A row without the values that are too long, and what was left out. */
function withinLimits(row: Row): { row: Row; warning: string | undefined } {
  const tooLong = Object.keys(row).filter(
    (name) => Buffer.byteLength(row[name]!) > LIMITS.attributeValueBytes,
  );
  if (tooLong.length === 0) return { row, warning: undefined };
  return {
    row: Object.fromEntries(Object.entries(row).filter(([name]) => !tooLong.includes(name))),
    warning: `left out, as longer than ${LIMITS.attributeValueBytes} bytes: ${tooLong.join(', ')}`,
  };
}

/** Reads a file in, as Customer.io does it later. */
async function runImport(request: AppRequest, job: Stored): Promise<void> {
  const errors: Json[] = [];
  const warnings: Json[] = [];
  try {
    job.state = 'validating';
    const text = await fetchFile(String(job.data_file_url), MAX_IMPORT_BYTES);
    const rows: Row[] = parse(text, { columns: true, skip_empty_lines: true });
    job.rows_to_import = rows.length;
    job.state = 'importing';
    for (const given of rows) {
      // What is said of an event is no attribute, and may be longer.
      const { row, warning } =
        job.type === 'event' ? { row: given, warning: undefined } : withinLimits(given);
      const error = IMPORTERS[job.type as string]!(row, job, request);
      if (error) errors.push({ ...given, error });
      else job.rows_imported = Number(job.rows_imported) + 1;
      if (warning && !error) warnings.push({ ...given, warning });
    }
    keepRows(request, job, 'error', errors);
    keepRows(request, job, 'warning', warnings);
    job.state = 'imported';
  } catch (error) {
    job.state = 'failed';
    job.error = (error as Error).message;
  }
  job.updated_at = seconds();
}

/** Keeps the rows of a file that something was wrong with as an export of their own. */
function keepRows(request: AppRequest, job: Stored, kind: 'error' | 'warning', rows: Json[]): void {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const file = addExport(request.app, 'customers', columns, rows, Date.now());
  job[`${kind}_export_id`] = file.id;
  job[`${kind}_download_url`] = downloadUrl(file, request.origin);
}

const importView = ({ data_file_url: _, ...job }: Stored): Json => job;

export const imports: Record<string, AppHandler> = {
  import: (request) => {
    const { app, workspace, body } = request;
    const given = body.import as Json;
    if (given.type === 'event' && given.data_to_process === 'only_new') {
      throw new AppError(400, 'data_to_process: of events, all or only_existing');
    }
    const at = seconds();
    const job = app.imports.add({
      ...given,
      state: 'preprocessing',
      rows_to_import: 0,
      rows_imported: 0,
      created_at: at,
      updated_at: at,
    });
    workspace.jobs.run('import', () => runImport(request, job));
    return json({ import: importView(job) });
  },
  getImport: ({ app, parameters }) =>
    json({ import: importView(required(app.imports.get(parameters.import_id))) }),
};
