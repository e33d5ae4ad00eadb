type FolderId = string | number | null | undefined;

/** A file, an email or a folder that is in a folder. */
interface Node {
  parent_folder_id?: string | number | null;
}

/** The key of the root. */
const ROOT = 'null';

const parentKey = ({ parent_folder_id }: Node) => String(parent_folder_id || null);

/** Whether the folder with an id is an ancestor, or is somewhere below it. */
export function isInside(
  folderWith: (id: NonNullable<FolderId>) => Node | undefined,
  id: FolderId,
  ancestor: Node,
): boolean {
  let current = id;
  while (current !== null && current !== undefined) {
    const folder = folderWith(current);
    if (folder === ancestor) return true;
    current = folder?.parent_folder_id;
  }
  return false;
}

/** The ids of a folder, as texts, and of all folders below it. */
export function withDescendants(
  folders: ReadonlyMap<string | number, Node>,
  root: string = ROOT,
): Set<string> {
  const children = new Map<string, string[]>();
  for (const [id, folder] of folders) {
    const siblings = children.get(parentKey(folder));
    if (siblings) siblings.push(String(id));
    else children.set(parentKey(folder), [String(id)]);
  }
  const inside = new Set([root]);
  for (const folder of inside) for (const child of children.get(folder) ?? []) inside.add(child);
  return inside;
}

/** The items in a folder: those directly in it, or those of all folders below it too. */
export function itemsBelow<T extends Node>(
  items: T[],
  folders: ReadonlyMap<string | number, Node>,
  parentId: string | number | null,
  directOnly: boolean,
): T[] {
  const root = String(parentId);
  const inside = directOnly ? new Set([root]) : withDescendants(folders, root);
  return items.filter((item) => inside.has(parentKey(item)));
}
