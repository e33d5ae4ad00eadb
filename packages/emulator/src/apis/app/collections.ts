import { parse } from 'csv-parse/sync';
import { fetchFile } from '../../engine/fetch-file.js';
import { parseJson } from '../../lib/parse-json.js';
import type { Stored } from '../../store/app-store.js';
import { json, noContent } from '../api.js';
import { AppError } from './errors.js';
import { type AppHandler, type AppRequest, type Json, required, seconds } from './request.js';

/** The largest collection, in bytes. */
const MAX_COLLECTION_BYTES = 10 * 1024 * 1024;
/** The largest row of one, in bytes. */
const MAX_ROW_BYTES = 10 * 1024;

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

async function rowsOf(body: Json): Promise<Json[]> {
  if (body.data !== undefined && body.url !== undefined) throw new AppError(400, 'data or url, not both');
  if (body.data !== undefined) return checkedRows(body.data);
  if (body.url === undefined) throw new AppError(400, 'data or url is required');
  return checkedRows(await readFile(String(body.url)));
}

async function readFile(url: string): Promise<unknown> {
  try {
    const text = await fetchFile(url, MAX_COLLECTION_BYTES);
    const isJson = text.trimStart().startsWith('[');
    return isJson ? parseJson(Buffer.from(text)) : parse(text, { columns: true });
  } catch (error) {
    throw new AppError(400, `the file cannot be read: ${(error as Error).message}`);
  }
}

/** A collection's rows, where they are such and not too large. */
function checkedRows(rows: unknown): Json[] {
  const isRow = (row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row);
  if (!Array.isArray(rows) || !rows.every(isRow)) {
    throw new AppError(400, 'the rows are not objects in an array');
  }
  const sizes = rows.map((row) => Buffer.byteLength(JSON.stringify(row)));
  if (sizes.some((size) => size > MAX_ROW_BYTES)) throw new AppError(400, 'a row is over 10 KB');
  if (sizes.reduce((sum, size) => sum + size, 0) > MAX_COLLECTION_BYTES) {
    throw new AppError(400, 'the collection is over 10 MB');
  }
  return rows;
}

const collectionOf = ({ app, parameters }: AppRequest) =>
  required(app.collections.get(parameters.collection_id));

export const collections: Record<string, AppHandler> = {
  getCollections: ({ app }) => json({ collections: app.collections.all().map(collectionView) }),
  addCollection: async ({ app, body }) => {
    const content = await rowsOf(body);
    const at = seconds();
    const row = app.collections.add({ name: body.name, created_at: at, updated_at: at, content });
    return json({ collection: collectionView(row) });
  },
  getCollection: (request) => json({ collection: collectionView(collectionOf(request)) }),
  updateCollection: async (request) => {
    const { body } = request;
    const row = collectionOf(request);
    if (body.data !== undefined || body.url !== undefined) row.content = await rowsOf(body);
    if (body.name !== undefined) row.name = body.name;
    row.updated_at = seconds();
    return json({ collection: collectionView(row) });
  },
  deleteCollection: (request) => {
    request.app.collections.delete(collectionOf(request).id);
    return noContent;
  },
  getCollectionContents: (request) => json(collectionOf(request).content),
  updateCollectionContents: (request) => {
    const row = collectionOf(request);
    row.content = checkedRows(request.body);
    row.updated_at = seconds();
    return json({ collection: collectionView(row) });
  },
};
