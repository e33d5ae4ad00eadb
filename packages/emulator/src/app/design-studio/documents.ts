import { randomUUID } from 'node:crypto';
import type { StoredComponent, StoredEmail, StoredFolder } from '../../workspace/design-studio-data.js';
import { AppFailure } from '../failure.js';
import { below, isInside, withDescendants } from '../folders.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  changeFields,
  done,
  type Json,
  numberedPage,
  required,
  seconds,
} from '../request.js';
import { checkSenders, emailOf, envelopeView } from './nodes.js';

/** Characters that the name of a folder cannot have. */
const NOT_IN_FOLDER_NAMES = /[<>:"/\\|?*.]/;

/** The folder that a request puts something in; null is the one that holds all others. */
function parentOf({ app, body }: AppRequest): string | null {
  const parent = (body.parent_folder_id ?? null) as string | null;
  if (parent !== null) required(app.designStudio.folders.get(parent), 'parent folder not found');
  return parent;
}

/** What of a list its query asks for, in its order. */
function listed<T extends StoredFolder>(nodes: T[], { app, query }: AppRequest): T[] {
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
function filtersOf({ query }: AppRequest): Json {
  const { page: _, limit: __, ...filters } = query;
  return filters;
}

const folderView = ({ id, name, parent_folder_id, created, updated }: StoredFolder): Json => ({
  id,
  name,
  parent_folder_id,
  created,
  updated,
});

const componentInList = ({ content: _, ...component }: StoredComponent): Json => component;

const emailInList = (email: StoredEmail): Json => ({
  ...folderView(email),
  is_template: email.is_template,
  is_linked: email.target !== undefined,
  has_translations: email.translations.size > 0,
});

function emailView(email: StoredEmail, request: AppRequest): Json {
  return {
    ...folderView(email),
    is_template: email.is_template,
    is_linked: email.target !== undefined,
    available_languages: [...email.translations.keys()],
    content: email.content,
    envelope: envelopeView(email.envelope, request),
    transformers: email.transformers,
  };
}

function newNode(request: AppRequest): StoredFolder {
  const at = seconds();
  const name = String(request.body.name);
  return { id: randomUUID(), name, parent_folder_id: parentOf(request), created: at, updated: at };
}

/** Changes what a body gives; a body that gives nothing is a bad request. */
function update(node: StoredFolder, request: AppRequest, fields: readonly string[]): void {
  const { body } = request;
  if (!fields.some((name) => body[name] !== undefined)) throw new AppFailure(400, 'No fields provided');
  if (body.parent_folder_id !== undefined) parentOf(request);
  const changes = Object.fromEntries(fields.filter((name) => name in body).map((name) => [name, body[name]]));
  changeFields(node, changes, []);
  node.updated = seconds();
}

function checkFolderName({ name }: Json): void {
  if (NOT_IN_FOLDER_NAMES.test(String(name ?? ''))) {
    throw new AppFailure(400, 'name: none of < > : " / \\ | ? * . can be in it');
  }
}

/** Refuses a component's tag that another one has. */
function checkTag({ app, body }: AppRequest, itself?: StoredComponent): void {
  const others = [...app.designStudio.components.values()].filter((one) => one !== itself);
  if (others.some(({ tag }) => tag === body.tag)) {
    throw new AppFailure(409, `there is a component with the tag ${body.tag} already`);
  }
}

function refuseLinked({ target }: StoredEmail): void {
  if (target) throw new AppFailure(409, 'cannot delete email because it is linked');
}

const folderOf = ({ app, parameters }: AppRequest) => required(app.designStudio.folders.get(parameters.id!));

const componentOf = ({ app, parameters }: AppRequest) =>
  required(app.designStudio.components.get(parameters.id!));

/** Whether a list's `true`, `false` or `any` is what something is. */
const isAsked = (asked: string | undefined, is: boolean) => asked === 'any' || asked === String(is);

function foldersOf(request: AppRequest): Json[] {
  return listed([...request.app.designStudio.folders.values()], request).map(folderView);
}

export const documents: Record<string, AppHandler> = {
  listFolders: (request) => numberedPage(foldersOf(request), 'folders', request, filtersOf(request)),
  createFolder: (request) => {
    checkFolderName(request.body);
    const folder = newNode(request);
    request.app.designStudio.folders.set(folder.id, folder);
    return answer({ folder: folderView(folder) });
  },
  getFolder: (request) => answer({ folder: folderView(folderOf(request)) }),
  updateFolder: (request) => {
    const { app, body } = request;
    checkFolderName(body);
    const folder = folderOf(request);
    if (isInside(app.designStudio.folders, body.parent_folder_id, folder)) {
      throw new AppFailure(400, 'a folder cannot be moved into itself');
    }
    update(folder, request, ['name', 'parent_folder_id']);
    return done;
  },
  // What is inside goes too.
  deleteFolder: (request) => {
    const { folders, emails, components } = request.app.designStudio;
    const inside = withDescendants(folders, folderOf(request).id);
    const isIn = ({ parent_folder_id }: StoredFolder) => inside.has(String(parent_folder_id));
    for (const email of emails.values()) if (isIn(email)) refuseLinked(email);
    for (const map of [emails, components]) for (const one of map.values()) if (isIn(one)) map.delete(one.id);
    for (const id of inside) folders.delete(id);
    return done;
  },

  listEmails: (request) => {
    const { is_template, has_translations, is_linked } = request.query;
    const emails = listed([...request.app.designStudio.emails.values()], request).filter(
      (email) =>
        isAsked(is_template, email.is_template) &&
        isAsked(has_translations, email.translations.size > 0) &&
        isAsked(is_linked, email.target !== undefined),
    );
    const more = { folders: foldersOf(request) };
    return numberedPage(emails.map(emailInList), 'emails', request, filtersOf(request), more);
  },
  createEmail: (request) => {
    const { app, body } = request;
    checkSenders(body.envelope, request);
    const email: StoredEmail = {
      ...newNode(request),
      is_template: body.is_template === true,
      content: (body.content ?? {}) as Json,
      envelope: (body.envelope ?? {}) as Json,
      transformers: (body.transformers ?? {}) as Json,
      translations: new Map(),
      publications: new Map(),
    };
    app.designStudio.emails.set(email.id, email);
    return answer({ email: emailView(email, request) });
  },
  getEmail: (request) => answer({ email: emailView(emailOf(request), request) }),
  updateEmail: (request) => {
    const email = emailOf(request);
    checkSenders(request.body.envelope, request);
    const fields = ['name', 'parent_folder_id', 'is_template', 'content', 'envelope', 'transformers'];
    update(email, request, fields);
    return done;
  },
  deleteEmail: (request) => {
    const email = emailOf(request);
    refuseLinked(email);
    request.app.designStudio.emails.delete(email.id);
    return done;
  },

  listComponents: (request) => {
    const { app, query } = request;
    const components = listed([...app.designStudio.components.values()], request).filter(
      ({ tag }) => query.tag === undefined || tag === query.tag,
    );
    const more = { folders: foldersOf(request) };
    return numberedPage(components.map(componentInList), 'components', request, filtersOf(request), more);
  },
  createComponent: (request) => {
    const { app, body } = request;
    checkTag(request);
    const node = newNode(request);
    const component = { ...node, tag: String(body.tag), content: String(body.content ?? '') };
    app.designStudio.components.set(component.id, component);
    return answer({ component });
  },
  getComponent: (request) => answer({ component: componentOf(request) }),
  updateComponent: (request) => {
    const component = componentOf(request);
    if (request.body.tag !== undefined) checkTag(request, component);
    update(component, request, ['name', 'tag', 'content', 'parent_folder_id']);
    return done;
  },
  deleteComponent: (request) => {
    request.app.designStudio.components.delete(componentOf(request).id);
    return done;
  },
};
