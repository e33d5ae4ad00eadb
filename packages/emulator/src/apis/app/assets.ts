import type { StoredAsset, StoredAssetFolder } from '../../store/app-entities.js';
import { type AppStore, placeOf } from '../../store/app-store.js';
import type { Collection } from '../../store/collection.js';
import { json, noContent } from '../api.js';
import { AppError } from './errors.js';
import { isInside, itemsBelow } from './folder-tree.js';
import { numberedPage } from './paging.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from './request.js';

/** The media types of assets, by the end of their names. */
const TYPES = new Map([
  ['bmp', 'image/bmp'],
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
]);
const MAX_ASSET_BYTES = 2 * 1024 * 1024;

/** The files or the folders: both have a name, and a folder that they are in. */
type Nodes<T extends StoredAsset | StoredAssetFolder> = Collection<T, 'place' | 'parent_folder_id'>;

interface NodeChanges {
  name?: string;
  parent_folder_id?: number | null;
}

function assetView({ bytes: _, content_type: __, ...visible }: StoredAsset): Json {
  return visible;
}

const assetOf = ({ app, parameters }: AppRequest) => orNotFound(app.assets.get(parameters.id));

const folderOf = ({ app, parameters }: AppRequest) => orNotFound(app.assetFolders.get(parameters.id));

/** The folder that a request names: null is the root, which 0 is too. */
function parentOf(app: AppStore, value: unknown): number | null {
  const id = Number(value ?? 0);
  if (!Number.isInteger(id)) throw new AppError(400, 'parent_folder_id: expected an integer');
  if (id !== 0) orNotFound(app.assetFolders.get(id), 'parent folder not found');
  return id || null;
}

/** A name without space around. One that is blank, or that a sibling has, is an error. */
function checkedName<T extends StoredAsset | StoredAssetFolder>(
  nodes: Nodes<T>,
  value: unknown,
  parent_folder_id: number | null,
  itself?: T,
): string {
  const name = String(value).trim();
  if (name === '') throw new AppError(400, 'name cannot be blank');
  const [sibling] = nodes.by('place', placeOf({ name, parent_folder_id }));
  if (sibling && sibling !== itself) {
    throw new AppError(409, `there is "${name}" in this folder already`);
  }
  return name;
}

/** A page of the files or folders that are below the folder of the query. */
function nodesPage<T extends StoredAsset | StoredAssetFolder>(
  request: AppRequest,
  nodes: Nodes<T>,
  key: 'assets' | 'folders',
  view: (node: T) => Json,
) {
  const { app, query } = request;
  const parent_folder_id = parentOf(app, query.parent_folder_id);
  const direct_descendants_only = query.direct_descendants_only === 'true';
  const folders = new Map([...app.assetFolders].map((folder) => [folder.id, folder] as const));
  const below = itemsBelow(nodes.all(), folders, parent_folder_id, direct_descendants_only);
  const filters = { parent_folder_id, direct_descendants_only };
  return numberedPage(below.map(view), key, request, filters);
}

/** Renames a file or a folder, or moves it. */
function changeNode<T extends StoredAsset | StoredAssetFolder>(
  app: AppStore,
  nodes: Nodes<T>,
  node: T,
  body: NodeChanges,
): void {
  if (body.name === undefined && body.parent_folder_id === undefined) {
    throw new AppError(400, 'No fields provided');
  }
  const isMoved = body.parent_folder_id !== undefined;
  const parent_folder_id = isMoved ? parentOf(app, body.parent_folder_id) : node.parent_folder_id;
  if (isInside((id) => app.assetFolders.get(Number(id)), parent_folder_id, node)) {
    throw new AppError(400, 'a folder cannot be moved into itself');
  }
  const name = checkedName(nodes, body.name ?? node.name, parent_folder_id, node);
  nodes.update(node, { name, parent_folder_id, updated: app.clock.unixSeconds() } as Partial<T>);
}

export const assets = {
  listAssets: (request) => nodesPage(request, request.app.assets, 'assets', assetView),
  createAsset: async ({ app, form, origin }) => {
    const file = form?.get('file');
    if (!file || typeof file === 'string') throw new AppError(400, 'file is required');
    const content_type = TYPES.get(file.name.split('.').at(-1)!.toLowerCase());
    // Whoever sends a file without a type of its own says so in general.
    if (!content_type || !['', 'application/octet-stream', content_type].includes(file.type)) {
      throw new AppError(400, `file: ${file.type || 'no media type'} is not accepted`);
    }
    if (file.size > MAX_ASSET_BYTES) throw new AppError(400, 'file: over 2 MB');
    const parent_folder_id = parentOf(app, form?.get('parent_folder_id'));
    const name = checkedName(app.assets, String(form?.get('name') ?? file.name), parent_folder_id);
    const at = app.clock.unixSeconds();
    const asset = app.assets.add({
      name,
      parent_folder_id,
      size: file.size,
      created: at,
      updated: at,
      content_type,
      bytes: Buffer.from(await file.arrayBuffer()),
    });
    app.assets.update(asset, { path: app.downloadUrl(origin, `assets/${asset.id}`) });
    return json({ asset: assetView(asset) });
  },
  getAsset: (request) => json({ asset: assetView(assetOf(request)) }),
  updateAsset: (request) => {
    const { app, body } = request;
    changeNode(app, app.assets, assetOf(request), body);
    return noContent;
  },
  deleteAsset: (request) => {
    request.app.assets.delete(assetOf(request).id);
    return noContent;
  },

  listAssetFolders: (request) =>
    nodesPage(request, request.app.assetFolders, 'folders', (folder) => ({ ...folder })),
  createAssetFolder: ({ app, body }) => {
    const parent_folder_id = parentOf(app, body.parent_folder_id);
    const name = checkedName(app.assetFolders, body.name, parent_folder_id);
    const at = app.clock.unixSeconds();
    const folder = app.assetFolders.add({ name, parent_folder_id, created: at, updated: at });
    return json({ folder });
  },
  getAssetFolder: (request) => json({ folder: folderOf(request) }),
  updateAssetFolder: (request) => {
    const { app, body } = request;
    changeNode(app, app.assetFolders, folderOf(request), body);
    return noContent;
  },
  deleteAssetFolder: (request) => {
    const { app } = request;
    const { id } = folderOf(request);
    const inside = [app.assets, app.assetFolders].map((nodes) => nodes.by('parent_folder_id', id).size);
    if (inside.some((count) => count > 0)) throw new AppError(400, 'the folder is not empty');
    app.assetFolders.delete(id);
    return noContent;
  },
} satisfies AppHandlers;
