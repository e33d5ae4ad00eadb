// What folders, emails and components have in common.
import { randomUUID } from 'node:crypto';
import type { StoredFolder } from '../../../store/design-studio.js';
import type { RecordMap } from '../../../store/record-map.js';
import { AppError } from '../errors.js';
import { itemsBelow } from '../folder-tree.js';
import { type AppRequest, changeFields, type Json, orNotFound } from '../request.js';

interface NodeBody {
  name?: string;
  parent_folder_id?: string | null;
}

/** The folder that a request puts a node in; null is the root. */
function parentOf({ app, body }: AppRequest<NodeBody>): string | null {
  const { parent_folder_id: parent = null } = body;
  if (parent !== null) orNotFound(app.designStudio.folders.get(parent), 'parent folder not found');
  return parent;
}

/** The nodes that match a list's query, in its order. */
export function listNodes<T extends StoredFolder>(nodes: Iterable<T>, { app, query }: AppRequest): T[] {
  const { folders } = app.designStudio;
  const parent = query.parent_folder_id ?? null;
  if (parent !== null) orNotFound(folders.get(parent), 'parent folder not found');
  const below = itemsBelow([...nodes], folders, parent, query.direct_descendants_only === 'true');
  const { created_before, created_after, updated_before, updated_after } = query;
  const inTime = below.filter(
    ({ created, updated }) =>
      (!created_before || created < Number(created_before)) &&
      (!created_after || created > Number(created_after)) &&
      (!updated_before || updated < Number(updated_before)) &&
      (!updated_after || updated > Number(updated_after)),
  );
  const key = query.sort_by as 'created' | 'updated' | 'name';
  const order = query.sort_order === 'desc' ? -1 : 1;
  return inTime.sort((a, b) => (a[key] < b[key] ? -order : a[key] > b[key] ? order : 0));
}

/** The filters of a list's query, which its response repeats. */
export function filtersOf({ query }: AppRequest): Json {
  const { page: _, limit: __, ...filters } = query;
  return filters;
}

export const folderView = ({ id, name, parent_folder_id, created, updated }: StoredFolder) => ({
  id,
  name,
  parent_folder_id,
  created,
  updated,
});

export function newNode(request: AppRequest<NodeBody>): StoredFolder {
  const at = request.app.clock.unixSeconds();
  const name = String(request.body.name);
  return { id: randomUUID(), name, parent_folder_id: parentOf(request), created: at, updated: at };
}

/** Changes the fields of a node that a body has. A body without any is a bad request. */
export function updateNode<T extends StoredFolder>(
  nodes: RecordMap<T>,
  node: T,
  request: AppRequest<NodeBody>,
  fields: readonly string[],
): void {
  const body: Json = { ...request.body };
  if (!fields.some((name) => body[name] !== undefined)) throw new AppError(400, 'No fields provided');
  if (body.parent_folder_id !== undefined) parentOf(request);
  changeFields(node, Object.fromEntries(Object.entries(body).filter(([name]) => fields.includes(name))));
  node.updated = request.app.clock.unixSeconds();
  nodes.save(node.id);
}

/** The folders that match a list's query. */
export function listFolderViews(request: AppRequest) {
  return listNodes(request.app.designStudio.folders.values(), request).map(folderView);
}
