// What folders, emails and components have in common.
import { randomUUID } from 'node:crypto';
import type { StoredFolder } from '../../../store/design-studio.js';
import { AppError } from '../errors.js';
import { below } from '../folder-tree.js';
import { type AppRequest, changeFields, type Json, required, seconds } from '../request.js';

/** The folder that a request puts something in; null is the one that holds all others. */
export function parentOf({ app, body }: AppRequest): string | null {
  const parent = (body.parent_folder_id ?? null) as string | null;
  if (parent !== null) required(app.designStudio.folders.get(parent), 'parent folder not found');
  return parent;
}

/** What of a list its query asks for, in its order. */
export function listed<T extends StoredFolder>(nodes: T[], { app, query }: AppRequest): T[] {
  const { folders } = app.designStudio;
  const parent = query.parent_folder_id ?? null;
  if (parent !== null) required(folders.get(parent), 'parent folder not found');
  const inFolder = below(nodes, folders, parent, query.direct_descendants_only === 'true');
  const { created_before, created_after, updated_before, updated_after } = query;
  const inTime = inFolder.filter(
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

/** What a list was asked for, as its answer repeats it. */
export function filtersOf({ query }: AppRequest): Json {
  const { page: _, limit: __, ...filters } = query;
  return filters;
}

export const folderView = ({ id, name, parent_folder_id, created, updated }: StoredFolder): Json => ({
  id,
  name,
  parent_folder_id,
  created,
  updated,
});

export function newNode(request: AppRequest): StoredFolder {
  const at = seconds();
  const name = String(request.body.name);
  return { id: randomUUID(), name, parent_folder_id: parentOf(request), created: at, updated: at };
}

/** Changes what a body gives; a body that gives nothing is a bad request. */
export function update(node: StoredFolder, request: AppRequest, fields: readonly string[]): void {
  const { body } = request;
  if (!fields.some((name) => body[name] !== undefined)) throw new AppError(400, 'No fields provided');
  if (body.parent_folder_id !== undefined) parentOf(request);
  const changes = Object.fromEntries(fields.filter((name) => name in body).map((name) => [name, body[name]]));
  changeFields(node, changes, []);
  node.updated = seconds();
}

export function foldersOf(request: AppRequest): Json[] {
  return listed([...request.app.designStudio.folders.values()], request).map(folderView);
}
