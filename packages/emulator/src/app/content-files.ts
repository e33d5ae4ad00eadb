import { randomUUID } from 'node:crypto';
import type { Stored, Table } from '../workspace/app-data.js';
import {
  type AppHandler,
  answer,
  appError,
  changeFields,
  done,
  found,
  type Json,
  notFound,
  numberedPage,
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

/** Why a thing cannot be in a folder; undefined where it can. A folder cannot be in itself, nor in one below it. */
function parentError(folders: Folders, parent: unknown, moved?: Json): string | undefined {
  if (!parent) return undefined;
  let folder = folders.get(parent as string | number);
  if (!folder) return 'no such folder';
  for (; folder; folder = folders.get(folder.parent_folder_id as string | number)) {
    if (folder === moved) return 'a folder cannot be moved into itself';
  }
  return undefined;
}

/** The things in a folder: its own, or those of all folders below it too. */
function below(
  nodes: Json[],
  folders: Folders,
  { parent_folder_id, direct_descendants_only }: Record<string, string>,
): Json[] {
  const root = parent_folder_id === undefined || parent_folder_id === '0' ? ROOT : parent_folder_id;
  const inside = new Set([root]);
  if (direct_descendants_only !== 'true') {
    const children = groupByParent(folders);
    for (const folder of inside) for (const child of children.get(folder) ?? []) inside.add(child);
  }
  return nodes.filter((node) => inside.has(parentOf(node)));
}

function sorted(nodes: Json[], query: Record<string, string>): Json[] {
  const {
    sort_by = 'created',
    sort_order = 'asc',
    created_before,
    created_after,
    updated_before,
    updated_after,
  } = query;
  const inside = nodes.filter(
    ({ created, updated }) =>
      (!created_before || Number(created) < Number(created_before)) &&
      (!created_after || Number(created) > Number(created_after)) &&
      (!updated_before || Number(updated) < Number(updated_before)) &&
      (!updated_after || Number(updated) > Number(updated_after)),
  );
  const order = sort_order === 'desc' ? -1 : 1;
  return inside.sort((a, b) => (a[sort_by]! < b[sort_by]! ? -order : a[sort_by]! > b[sort_by]! ? order : 0));
}

type Kind = 'folders' | 'emails' | 'components';

/** The five operations of one kind of thing in Design Studio. */
function designStudioKind(
  kind: Kind,
  key: string,
  operations: string[],
  hidden: string[] = [],
): Record<string, AppHandler> {
  const view = (node: Json): Json =>
    Object.fromEntries(Object.entries(node).filter(([name]) => !hidden.includes(name)));
  const [list, create, get, update, remove] = operations as [string, string, string, string, string];
  return {
    [list]: ({ app: { designStudio }, query }) => {
      const { folders } = designStudio;
      const nodes = below([...designStudio[kind].values()], folders, query).filter(
        (node) =>
          (!query.tag || node.tag === query.tag) &&
          [
            ['is_template', node.is_template],
            ['is_linked', node.is_linked],
            ['has_translations', Number((node.available_languages as [] | undefined)?.length) > 0],
          ].every(
            ([name, value]) =>
              !query[name as string] ||
              query[name as string] === 'any' ||
              query[name as string] === String(value),
          ),
      );
      const more =
        kind === 'folders' ? {} : { folders: below([...designStudio.folders.values()], folders, query) };
      return numberedPage(sorted(nodes, query).map(view), kind, query, more);
    },
    [create]: ({ app: { designStudio }, body }) => {
      const parent = body.parent_folder_id ?? null;
      const error = parentError(designStudio.folders, parent);
      if (error) return appError(422, error, '/parent_folder_id');
      const at = seconds();
      const fresh =
        kind === 'emails'
          ? { is_template: false, is_linked: false, available_languages: [], translations: new Map() }
          : {};
      const node = {
        ...body,
        ...fresh,
        parent_folder_id: parent,
        id: randomUUID(),
        created: at,
        updated: at,
      };
      designStudio[kind].set(node.id, node);
      return answer({ [key]: view(node) });
    },
    [get]: ({ app: { designStudio }, parameters }) =>
      found(designStudio[kind].get(parameters.id!), (node) => answer({ [key]: view(node) })),
    [update]: ({ app: { designStudio }, parameters, body }) =>
      found(designStudio[kind].get(parameters.id!), (node) => {
        if (Object.keys(body).length === 0) return appError(422, 'at least one field is required');
        const error = parentError(designStudio.folders, body.parent_folder_id, node);
        if (error) return appError(422, error, '/parent_folder_id');
        changeFields(node, body, ['created', 'translations', 'available_languages']);
        node.updated = seconds();
        return done;
      }),
    [remove]: ({ app: { designStudio }, parameters }) =>
      designStudio[kind].delete(parameters.id!) ? done : notFound,
  };
}

type Translations = Map<string, Json>;

const forEmail =
  (
    handler: (
      email: Json,
      translations: Translations,
      request: Parameters<AppHandler>[0],
    ) => ReturnType<AppHandler>,
  ): AppHandler =>
  (request) => {
    const email = request.app.designStudio.emails.get(request.parameters.id!);
    return email ? handler(email, email.translations as Translations, request) : notFound;
  };

/** The operations on folders of assets and on what is in them that are alike. */
function assetKind(
  key: string,
  table: (app: Parameters<AppHandler>[0]['app']) => Table,
  operations: string[],
): Record<string, AppHandler> {
  const [list, get, update, remove] = operations as [string, string, string, string];
  return {
    [list]: ({ app, query }) =>
      numberedPage(below(table(app).all(), app.assetFolders.rows, query).map(assetView), `${key}s`, query),
    [get]: ({ app, parameters }) =>
      found(table(app).get(parameters.id), (row) => answer({ [key]: assetView(row) })),
    [update]: ({ app, parameters, body }) =>
      found(table(app).get(parameters.id), (row) => {
        const error = parentError(app.assetFolders.rows, body.parent_folder_id, row);
        if (error) return appError(422, error, '/parent_folder_id');
        changeFields(row, body, ['created', 'size', 'path', 'content_type', 'bytes']);
        row.updated = seconds();
        return done;
      }),
    [remove]: ({ app, parameters }) => (table(app).delete(parameters.id) ? done : notFound),
  };
}

function assetView(row: Json): Json {
  const { bytes: _, content_type: __, ...visible } = row as Stored;
  return visible;
}

export const contentFiles: Record<string, AppHandler> = {
  ...designStudioKind('folders', 'folder', [
    'listFolders',
    'createFolder',
    'getFolder',
    'updateFolder',
    'deleteFolder',
  ]),
  ...designStudioKind(
    'emails',
    'email',
    ['listEmails', 'createEmail', 'getEmail', 'updateEmail', 'deleteEmail'],
    ['translations'],
  ),
  ...designStudioKind('components', 'component', [
    'listComponents',
    'createComponent',
    'getComponent',
    'updateComponent',
    'deleteComponent',
  ]),
  listEmailTranslations: forEmail((_, translations) =>
    answer({ email_translations: [...translations.values()] }),
  ),
  createEmailTranslation: forEmail((email, translations, { body }) => {
    const language = String(body.language);
    if (translations.has(language))
      return appError(422, 'there is a translation in this language', '/language');
    const at = seconds();
    const { content, envelope, transformers } = email;
    const inherited = Object.fromEntries(
      Object.entries({ content, envelope, transformers }).filter(([, value]) => value !== undefined),
    );
    const translation = { ...inherited, ...body, language, created: at, updated: at };
    translations.set(language, translation);
    email.available_languages = [...translations.keys()];
    return answer({ email_translation: translation });
  }),
  getEmailTranslation: forEmail((_, translations, { parameters }) =>
    found(translations.get(parameters.language!), (translation) =>
      answer({ email_translation: translation }),
    ),
  ),
  updateEmailTranslation: forEmail((_, translations, { parameters, body }) =>
    found(translations.get(parameters.language!), (translation) => {
      changeFields(translation, body, ['language', 'created']);
      translation.updated = seconds();
      return done;
    }),
  ),
  deleteEmailTranslation: forEmail((email, translations, { parameters }) => {
    if (!translations.delete(parameters.language!)) return notFound;
    email.available_languages = [...translations.keys()];
    return done;
  }),

  ...assetKind('asset', (app) => app.assets, ['listAssets', 'getAsset', 'updateAsset', 'deleteAsset']),
  ...assetKind('folder', (app) => app.assetFolders, [
    'listAssetFolders',
    'getAssetFolder',
    'updateAssetFolder',
    'deleteAssetFolder',
  ]),
  createAsset: async ({ app, form, origin }) => {
    const file = form?.get('file');
    if (!file || typeof file === 'string') return appError(422, 'is required', '/file');
    const name = String(form?.get('name') ?? file.name);
    const type = TYPES.get(name.split('.').at(-1)!.toLowerCase());
    if (!type || file.type !== type)
      return appError(422, `${file.type || 'no media type'} is not accepted`, '/file');
    if (file.size > MAX_ASSET_BYTES) return appError(422, 'is over 2 MB', '/file');
    const at = seconds();
    const parent = Number(form?.get('parent_folder_id') ?? 0) || null;
    const error = parentError(app.assetFolders.rows, parent);
    if (error) return appError(422, error, '/parent_folder_id');
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
    return answer({ asset: assetView(asset) });
  },
  createAssetFolder: ({ app, body }) => {
    const error = parentError(app.assetFolders.rows, body.parent_folder_id);
    if (error) return appError(422, error, '/parent_folder_id');
    const at = seconds();
    const folder = {
      name: body.name,
      parent_folder_id: body.parent_folder_id ?? null,
      created: at,
      updated: at,
    };
    return answer({ folder: app.assetFolders.add(folder) });
  },
};
