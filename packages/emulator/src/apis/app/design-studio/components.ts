import type { StoredComponent } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { AppError } from '../errors.js';
import { type AppHandler, type AppRequest, type Json, numberedPage, required } from '../request.js';
import { filtersOf, foldersOf, listed, newNode, update } from './tree.js';

const componentInList = ({ content: _, ...component }: StoredComponent): Json => component;

/** Refuses a component's tag that another one has. */
function checkTag({ app, body }: AppRequest, itself?: StoredComponent): void {
  const others = [...app.designStudio.components.values()].filter((one) => one !== itself);
  if (others.some(({ tag }) => tag === body.tag)) {
    throw new AppError(409, `there is a component with the tag ${body.tag} already`);
  }
}

const componentOf = ({ app, parameters }: AppRequest) =>
  required(app.designStudio.components.get(parameters.id!));

export const components: Record<string, AppHandler> = {
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
    return json({ component });
  },
  getComponent: (request) => json({ component: componentOf(request) }),
  updateComponent: (request) => {
    const component = componentOf(request);
    if (request.body.tag !== undefined) checkTag(request, component);
    update(component, request, ['name', 'tag', 'content', 'parent_folder_id']);
    return noContent;
  },
  deleteComponent: (request) => {
    request.app.designStudio.components.delete(componentOf(request).id);
    return noContent;
  },
};
