import type { Json } from './request.js';

/** The key of the folder that holds all others. */
const ROOT = 'null';

type Folders = ReadonlyMap<string | number, Json>;

const parentOf = ({ parent_folder_id }: Json) => String(parent_folder_id || null);

/** The ids of the folders in each folder. */
function groupByParent(folders: Folders): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const [id, folder] of folders) {
    const siblings = children.get(parentOf(folder));
    if (siblings) siblings.push(String(id));
    else children.set(parentOf(folder), [String(id)]);
  }
  return children;
}

/** Whether a folder is another one, or is somewhere below it. */
export function isInside(folders: Folders, id: unknown, ancestor: Json): boolean {
  let folder = folders.get(id as string | number);
  for (; folder; folder = folders.get(folder.parent_folder_id as string | number)) {
    if (folder === ancestor) return true;
  }
  return false;
}

/** The ids of a folder, as texts, and of all folders below it. */
export function withDescendants(folders: Folders, root: string = ROOT): Set<string> {
  const inside = new Set([root]);
  const children = groupByParent(folders);
  for (const folder of inside) for (const child of children.get(folder) ?? []) inside.add(child);
  return inside;
}

/** The things in a folder: its own alone, or those of all folders below it too. */
export function below<T extends Json>(
  nodes: T[],
  folders: Folders,
  parentId: string | number | null,
  directOnly: boolean,
): T[] {
  const root = String(parentId);
  const inside = directOnly ? new Set([root]) : withDescendants(folders, root);
  return nodes.filter((node) => inside.has(parentOf(node)));
}
