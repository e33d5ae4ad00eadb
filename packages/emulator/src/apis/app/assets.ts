import type { AppData, Stored, Table } from '../../store/app-store.js';
import { json, noContent } from '../api.js';
import { AppError } from './errors.js';
import { below, isInside } from './folder-tree.js';
import {
  type AppHandler,
  type AppRequest,
  changeFields,
  type Json,
  numberedPage,
  required,
  seconds,
} from './request.js';

/** What an asset may be, by the end of its name. */
const TYPES = new Map([
  ['bmp', 'image/bmp'],
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
]);
const MAX_ASSET_BYTES = 2 * 1024 * 1024;

function view({ bytes: _, content_type: __, ...visible }: Stored): Json {
  return visible;
}

/** The folder that a request puts something in: null is the one that holds all others, which 0 is too. */
function parentOf(app: AppData, given: unknown): number | null {
  const id = Number(given ?? 0);
  if (!Number.isInteger(id)) throw new AppError(400, 'parent_folder_id: expected an integer');
  if (id !== 0) required(app.assetFolders.get(id), 'parent folder not found');
  return id || null;
}

/** Refuses a name that is blank, and that of a sibling. */
function checkName(table: Table, name: unknown, parent: number | null, itself?: Stored): string {
  const trimmed = String(name).trim();
  if (trimmed === '') throw new AppError(400, 'name cannot be blank');
  const isTaken = table
    .all()
    .some((row) => row !== itself && row.name === trimmed && row.parent_folder_id === parent);
  if (isTaken) throw new AppError(409, `there is "${trimmed}" in this folder already`);
  return trimmed;
}

/** The operations that files and folders have alike. */
function kindOf(
  key: 'asset' | 'folder',
  table: (app: AppData) => Table,
  [list, get, update, remove]: readonly [string, string, string, string],
): Record<string, AppHandler> {
  const rowOf = ({ app, parameters }: AppRequest) => required(table(app).get(parameters.id));
  return {
    [list]: (request) => {
      const { app, query } = request;
      const parent = parentOf(app, query.parent_folder_id);
      const directOnly = query.direct_descendants_only === 'true';
      const rows = below(table(app).all(), app.assetFolders.rows, parent, directOnly);
      const filters = { parent_folder_id: parent, direct_descendants_only: directOnly };
      return numberedPage(rows.map(view), `${key}s`, request, filters);
    },
    [get]: (request) => json({ [key]: view(rowOf(request)) }),
    [update]: (request) => {
      const { app, body } = request;
      const row = rowOf(request);
      if (body.name === undefined && body.parent_folder_id === undefined) {
        throw new AppError(400, 'No fields provided');
      }
      const isMoved = body.parent_folder_id !== undefined;
      const parent = isMoved ? parentOf(app, body.parent_folder_id) : (row.parent_folder_id as number | null);
      if (key === 'folder' && isInside(app.assetFolders.rows, parent, row)) {
        throw new AppError(400, 'a folder cannot be moved into itself');
      }
      const name = checkName(table(app), body.name ?? row.name, parent, row);
      changeFields(row, { name, parent_folder_id: parent }, []);
      row.updated = seconds();
      return noContent;
    },
    [remove]: (request) => {
      const { app } = request;
      const row = rowOf(request);
      const inside = [...app.assets.all(), ...app.assetFolders.all()];
      if (key === 'folder' && inside.some((one) => one.parent_folder_id === row.id)) {
        throw new AppError(400, 'the folder is not empty');
      }
      table(app).delete(row.id);
      return noContent;
    },
  };
}

export const assets: Record<string, AppHandler> = {
  ...kindOf('asset', (app) => app.assets, ['listAssets', 'getAsset', 'updateAsset', 'deleteAsset']),
  ...kindOf('folder', (app) => app.assetFolders, [
    'listAssetFolders',
    'getAssetFolder',
    'updateAssetFolder',
    'deleteAssetFolder',
  ]),
  createAsset: async ({ app, form, origin }) => {
    const file = form?.get('file');
    if (!file || typeof file === 'string') throw new AppError(400, 'file is required');
    const given = String(form?.get('name') ?? file.name);
    const type = TYPES.get(given.split('.').at(-1)!.toLowerCase());
    if (!type || file.type !== type) {
      throw new AppError(400, `file: ${file.type || 'no media type'} is not accepted`);
    }
    if (file.size > MAX_ASSET_BYTES) throw new AppError(400, 'file: over 2 MB');
    const parent = parentOf(app, form?.get('parent_folder_id'));
    const name = checkName(app.assets, given, parent);
    const at = seconds();
    const bytes = Buffer.from(await file.arrayBuffer());
    const asset = app.assets.add({
      name,
      parent_folder_id: parent,
      size: file.size,
      created: at,
      updated: at,
      content_type: type,
      bytes,
    });
    asset.path = `${origin}/_downloads/assets/${asset.id}`;
    return json({ asset: view(asset) });
  },
  createAssetFolder: ({ app, body }) => {
    const parent = parentOf(app, body.parent_folder_id);
    const name = checkName(app.assetFolders, body.name, parent);
    const at = seconds();
    const folder = app.assetFolders.add({ name, parent_folder_id: parent, created: at, updated: at });
    return json({ folder });
  },
};
