import type { StoredFolder } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { AppError } from '../errors.js';
import { isInside, withDescendants } from '../folder-tree.js';
import { numberedPage } from '../paging.js';
import { type AppHandlers, type AppRequest, orNotFound } from '../request.js';
import { rejectLinked } from './nodes.js';
import { filtersOf, folderView, listFolderViews, newNode, updateNode } from './tree.js';

/** Characters that the name of a folder cannot have. */
const NOT_IN_FOLDER_NAMES = /[<>:"/\\|?*.]/;

function checkFolderName(name = ''): void {
  if (NOT_IN_FOLDER_NAMES.test(name)) {
    throw new AppError(400, 'name: none of < > : " / \\ | ? * . can be in it');
  }
}

const folderOf = ({ app, parameters }: AppRequest): StoredFolder =>
  orNotFound(app.designStudio.folders.get(parameters.id!));

export const folders = {
  listFolders: (request) => numberedPage(listFolderViews(request), 'folders', request, filtersOf(request)),
  createFolder: (request) => {
    checkFolderName(request.body.name);
    const folder = newNode(request);
    request.app.designStudio.folders.set(folder.id, folder);
    return json({ folder: folderView(folder) });
  },
  getFolder: (request) => json({ folder: folderView(folderOf(request)) }),
  updateFolder: (request) => {
    const { app, body } = request;
    checkFolderName(body.name);
    const folder = folderOf(request);
    if (isInside((id) => app.designStudio.folders.get(String(id)), body.parent_folder_id, folder)) {
      throw new AppError(400, 'a folder cannot be moved into itself');
    }
    updateNode(app.designStudio.folders, folder, request, ['name', 'parent_folder_id']);
    return noContent;
  },
  // What is inside is deleted too.
  deleteFolder: (request) => {
    const { folders: all, emails, components } = request.app.designStudio;
    const inside = withDescendants(all, folderOf(request).id);
    const isIn = ({ parent_folder_id }: StoredFolder) => inside.has(String(parent_folder_id));
    for (const email of emails.values()) if (isIn(email)) rejectLinked(email);
    for (const nodes of [emails, components])
      for (const node of nodes.values()) if (isIn(node)) nodes.delete(node.id);
    for (const id of inside) all.delete(id);
    return noContent;
  },
} satisfies AppHandlers;
