import { randomUUID } from 'node:crypto';
import { LIMITS } from '@cio/core';
import { parse } from 'csv-parse/sync';
import { track } from '../../engine/events.js';
import { fetchFile } from '../../engine/fetch-file.js';
import { identifyObject } from '../../engine/objects.js';
import { identify } from '../../engine/people.js';
import { relate } from '../../engine/relationships.js';
import type { Workspace } from '../../engine/workspace.js';
import { unixTime } from '../../lib/unix-times.js';
import type { StoredImport } from '../../store/app-entities.js';
import type { AppStore } from '../../store/app-store.js';
import type { PersonKey } from '../../store/person.js';
import { json } from '../api.js';
import { attributesOverLimits } from '../attribute-limits.js';
import { AppError } from './errors.js';
import { addExport, downloadUrl } from './exports.js';
import { type AppHandlers, type Json, orNotFound } from './request.js';

/** The largest file that an import reads, in bytes. */
const MAX_IMPORT_BYTES = 20 * 1024 * 1024;

type Row = Record<string, string>;

/** Imports one row. Returns why it cannot be imported; undefined where it is, or is left out on purpose. */
type RowImporter = (row: Row, job: StoredImport, workspace: Workspace) => string | undefined;

function keyOf({ identifier }: StoredImport): PersonKey {
  return identifier ?? 'id';
}

const NO_IDENTIFIER = 'the row has no identifier';

const IMPORTERS: Record<StoredImport['type'], RowImporter> = {
  people: (row, job, workspace) => {
    const key = keyOf(job);
    const { [key]: value, ...attributes } = row;
    if (!value) return NO_IDENTIFIER;
    const known = workspace.findBy(key, value);
    if (job.data_to_process === (known ? 'only_new' : 'only_existing')) return undefined;
    const error = tooManyAttributes(attributes, known?.attributes);
    if (!error) identify(workspace, [key, value], attributes);
    return error;
  },
  event: (row, job, workspace) => {
    const key = keyOf(job);
    const { [key]: value, name, timestamp: time, ...data } = row;
    if (!value) return NO_IDENTIFIER;
    const timestamp = time ? timestampOf(time) : workspace.clock.unixSeconds();
    if (timestamp === undefined) return `timestamp: expected unix seconds or a time of ISO 8601, not ${time}`;
    if (job.data_to_process === 'only_existing' && !workspace.findBy(key, value)) return undefined;
    track(workspace, [key, value], {
      id: randomUUID(),
      name: name || 'event',
      type: 'event',
      timestamp,
      data,
    });
    return undefined;
  },
  object: (row, job, workspace) => {
    const { object_id, ...attributes } = row;
    if (!object_id) return NO_IDENTIFIER;
    const identifiers = { object_type_id: String(job.object_type_id), object_id };
    const known = workspace.findObject(identifiers);
    if (job.data_to_process === (known ? 'only_new' : 'only_existing')) return undefined;
    const error = tooManyAttributes(attributes, known?.attributes);
    if (!error) identifyObject(workspace, identifiers, attributes);
    return error;
  },
  relationship: (row, job, workspace) => {
    const key = keyOf(job);
    const { [key]: value, object_type_id, object_id, ...attributes } = row;
    if (!value || !object_id) return NO_IDENTIFIER;
    relate(workspace, [key, value], { object_type_id: object_type_id || '1', object_id }, attributes);
    return undefined;
  },
};

/** A time of a file, in unix seconds. */
function timestampOf(time: string): number | undefined {
  return /^\d{1,12}$/.test(time) ? Number(time) : unixTime(time);
}

/** A row without the attributes whose name or value is too long, and a warning that names those. */
function withoutTooLong(row: Row): { row: Row; warning: string | undefined } {
  const tooLong = new Set(
    attributesOverLimits(row).flatMap(({ limit, name }) => (limit === 'count' ? [] : [name])),
  );
  if (tooLong.size === 0) return { row, warning: undefined };
  return {
    row: Object.fromEntries(Object.entries(row).filter(([name]) => !tooLong.has(name))),
    warning: `left out, as the name is longer than ${LIMITS.attributeNameBytes} bytes or the value longer than ${LIMITS.attributeValueBytes}: ${[...tooLong].join(', ')}`,
  };
}

/** Why a row is not imported, where its attributes and those that are set already are too many. */
function tooManyAttributes(attributes: Json, existing: Json | undefined): string | undefined {
  const isOver = attributesOverLimits(attributes, existing).some(({ limit }) => limit === 'count');
  return isOver ? `there cannot be more than ${LIMITS.attributes} attributes` : undefined;
}

/** Downloads a file and imports its rows. */
export async function runImport(
  workspace: Workspace,
  { import_id, origin }: { import_id: number; origin: string },
): Promise<void> {
  const { app } = workspace;
  const job = app.imports.get(import_id);
  if (!job) return;
  // The number of rows is that of this attempt: an import that was interrupted begins again.
  job.rows_imported = 0;
  const errors: Json[] = [];
  const warnings: Json[] = [];
  try {
    job.state = 'validating';
    const text = await fetchFile(job.data_file_url, MAX_IMPORT_BYTES);
    const rows: Row[] = parse(text, { bom: true, columns: true, skip_empty_lines: true });
    job.rows_to_import = rows.length;
    job.state = 'importing';
    for (const original of rows) {
      // The data of an event are no attributes, and may be longer.
      const { row, warning } =
        job.type === 'event' ? { row: original, warning: undefined } : withoutTooLong(original);
      const error = IMPORTERS[job.type](row, job, workspace);
      if (error) errors.push({ ...original, error });
      else job.rows_imported++;
      if (warning && !error) warnings.push({ ...original, warning });
    }
    keepRows(app, origin, job, 'error', errors);
    keepRows(app, origin, job, 'warning', warnings);
    job.state = 'imported';
  } catch (error) {
    job.state = 'failed';
    job.error = (error as Error).message;
  }
  app.imports.update(job, { updated_at: app.clock.unixSeconds() });
}

/** Keeps the rows of a file that have an error or a warning, as an export that can be downloaded. */
function keepRows(
  app: AppStore,
  origin: string,
  job: StoredImport,
  kind: 'error' | 'warning',
  rows: Json[],
): void {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const file = addExport(app, 'customers', { columns, rows });
  job[`${kind}_export_id`] = file.id;
  job[`${kind}_download_url`] = downloadUrl(app, file, origin);
}

const importView = ({ data_file_url: _, ...job }: StoredImport): Json => job;

export const imports = {
  import: (request) => {
    const { app, workspace, body, origin } = request;
    const fields = body.import;
    if (fields.type === 'event' && (fields.data_to_process as string) === 'only_new') {
      throw new AppError(400, 'data_to_process: of events, all or only_existing');
    }
    const at = app.clock.unixSeconds();
    const job = app.imports.add({
      ...fields,
      state: 'preprocessing',
      rows_to_import: 0,
      rows_imported: 0,
      created_at: at,
      updated_at: at,
    });
    workspace.jobs.schedule('import', { import_id: job.id, origin });
    return json({ import: importView(job) });
  },
  getImport: ({ app, parameters }) =>
    json({ import: importView(orNotFound(app.imports.get(parameters.import_id))) }),
} satisfies AppHandlers;
