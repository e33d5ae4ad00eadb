import { parse } from 'csv-parse/sync';
import { fetchFile } from '../../engine/fetch-file.js';
import { parseJson } from '../../lib/parse-json.js';
import type { StoredCollection } from '../../store/app-entities.js';
import { json, noContent } from '../api.js';
import { AppError } from './errors.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from './request.js';

/** The largest collection, in bytes. */
const MAX_COLLECTION_BYTES = 10 * 1024 * 1024;
/** The largest row of one, in bytes. */
const MAX_ROW_BYTES = 10 * 1024;

/** A collection as the App API has it: without its rows. */
function collectionView({ content, ...collection }: StoredCollection): Json {
  return {
    ...collection,
    bytes: JSON.stringify(content).length,
    rows: content.length,
    schema: [...new Set(content.flatMap((row) => Object.keys(row)))],
  };
}

interface RowsBody {
  data?: unknown;
  url?: string;
}

/** The rows that a body has, or those of the file at its URL. */
async function rowsOf({ data, url }: RowsBody): Promise<Json[]> {
  if (data !== undefined && url !== undefined) throw new AppError(400, 'data or url, not both');
  if (data !== undefined) return checkedRows(data);
  if (url === undefined) throw new AppError(400, 'data or url is required');
  return checkedRows(await readFile(url));
}

async function readFile(url: string): Promise<unknown> {
  try {
    const text = await fetchFile(url, MAX_COLLECTION_BYTES);
    const isJson = text.trimStart().startsWith('[');
    return isJson ? parseJson(Buffer.from(text)) : parse(text, { bom: true, columns: true });
  } catch (error) {
    throw new AppError(400, `the file cannot be read: ${(error as Error).message}`);
  }
}

/** A collection's rows, which have to be objects and not too large. */
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
  orNotFound(app.collections.get(parameters.collection_id));

export const collections = {
  getCollections: ({ app }) => json({ collections: app.collections.all().map(collectionView) }),
  addCollection: async ({ app, body }) => {
    const content = await rowsOf(body);
    const at = app.clock.unixSeconds();
    const collection = app.collections.add({ name: body.name, created_at: at, updated_at: at, content });
    return json({ collection: collectionView(collection) });
  },
  getCollection: (request) => json({ collection: collectionView(collectionOf(request)) }),
  updateCollection: async (request) => {
    const { name, ...rows }: RowsBody & { name?: string } = request.body;
    const collection = collectionOf(request);
    const isReplaced = rows.data !== undefined || rows.url !== undefined;
    request.app.collections.update(collection, {
      ...(isReplaced && { content: await rowsOf(rows) }),
      ...(name !== undefined && { name }),
      updated_at: request.app.clock.unixSeconds(),
    });
    return json({ collection: collectionView(collection) });
  },
  deleteCollection: (request) => {
    request.app.collections.delete(collectionOf(request).id);
    return noContent;
  },
  getCollectionContents: (request) => json(collectionOf(request).content),
  updateCollectionContents: (request) => {
    const collection = collectionOf(request);
    const content = checkedRows(request.body);
    const updated_at = request.app.clock.unixSeconds();
    request.app.collections.update(collection, { content, updated_at });
    return json({ collection: collectionView(collection) });
  },
} satisfies AppHandlers;
