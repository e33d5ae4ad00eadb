import type { StoredFolder } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { AppError } from '../errors.js';
import { isInside, withDescendants } from '../folder-tree.js';
import { type AppHandler, type AppRequest, type Json, numberedPage, required } from '../request.js';
import { refuseLinked } from './nodes.js';
import { filtersOf, foldersOf, folderView, newNode, update } from './tree.js';

/** Characters that the name of a folder cannot have. */
const NOT_IN_FOLDER_NAMES = /[<>:"/\\|?*.]/;

function checkFolderName({ name }: Json): void {
  if (NOT_IN_FOLDER_NAMES.test(String(name ?? ''))) {
    throw new AppError(400, 'name: none of < > : " / \\ | ? * . can be in it');
  }
}

const folderOf = ({ app, parameters }: AppRequest) => required(app.designStudio.folders.get(parameters.id!));

export const folders: Record<string, AppHandler> = {
  listFolders: (request) => numberedPage(foldersOf(request), 'folders', request, filtersOf(request)),
  createFolder: (request) => {
    checkFolderName(request.body);
    const folder = newNode(request);
    request.app.designStudio.folders.set(folder.id, folder);
    return json({ folder: folderView(folder) });
  },
  getFolder: (request) => json({ folder: folderView(folderOf(request)) }),
  updateFolder: (request) => {
    const { app, body } = request;
    checkFolderName(body);
    const folder = folderOf(request);
    if (isInside(app.designStudio.folders, body.parent_folder_id, folder)) {
      throw new AppError(400, 'a folder cannot be moved into itself');
    }
    update(folder, request, ['name', 'parent_folder_id']);
    return noContent;
  },
  // What is inside goes too.
  deleteFolder: (request) => {
    const { folders, emails, components } = request.app.designStudio;
    const inside = withDescendants(folders, folderOf(request).id);
    const isIn = ({ parent_folder_id }: StoredFolder) => inside.has(String(parent_folder_id));
    for (const email of emails.values()) if (isIn(email)) refuseLinked(email);
    for (const map of [emails, components]) for (const one of map.values()) if (isIn(one)) map.delete(one.id);
    for (const id of inside) folders.delete(id);
    return noContent;
  },
};
