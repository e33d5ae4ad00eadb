import type { StoredComponent } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { AppError } from '../errors.js';
import { numberedPage } from '../paging.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from '../request.js';
import { filtersOf, listFolderViews, listNodes, newNode, updateNode } from './tree.js';

/** A component in a list, without its content. */
const componentInList = ({ content: _, ...component }: StoredComponent): Json => component;

/** Rejects a component's tag that another component has. */
function checkTag({ app }: AppRequest, tag: string, itself?: StoredComponent): void {
  for (const component of app.designStudio.components.values()) {
    if (component === itself || component.tag !== tag) continue;
    throw new AppError(409, `there is a component with the tag ${tag} already`);
  }
}

const componentOf = ({ app, parameters }: AppRequest): StoredComponent =>
  orNotFound(app.designStudio.components.get(parameters.id!));

export const components = {
  listComponents: (request) => {
    const { app, query } = request;
    const matching = listNodes(app.designStudio.components.values(), request).filter(
      ({ tag }) => query.tag === undefined || tag === query.tag,
    );
    const more = { folders: listFolderViews(request) };
    return numberedPage(matching.map(componentInList), 'components', request, filtersOf(request), more);
  },
  createComponent: (request) => {
    const { app, body } = request;
    checkTag(request, body.tag);
    const component = { ...newNode(request), tag: body.tag, content: String(body.content ?? '') };
    app.designStudio.components.set(component.id, component);
    return json({ component });
  },
  getComponent: (request) => json({ component: componentOf(request) }),
  updateComponent: (request) => {
    const component = componentOf(request);
    const { tag } = request.body;
    if (tag !== undefined) checkTag(request, tag, component);
    updateNode(request.app.designStudio.components, component, request, [
      'name',
      'tag',
      'content',
      'parent_folder_id',
    ]);
    return noContent;
  },
  deleteComponent: (request) => {
    request.app.designStudio.components.delete(componentOf(request).id);
    return noContent;
  },
} satisfies AppHandlers;
