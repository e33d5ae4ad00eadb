import { json } from '../../apis/api.js';
import type { Workspace } from '../../engine/workspace.js';
import { asText } from '../../lib/own-properties.js';
import type { StoredObject } from '../../store/objects.js';
import { listPage, orNotFound, type Routes, searchOf, textOf } from './route.js';
import type { ObjectDetail, ObjectSummary } from './types.js';
import { attributeList, eventView, objectRef, personRef } from './views.js';

/** How many people and events of one object are shown. */
const MAX_RELATED = 200;

function summary(workspace: Workspace, object: StoredObject): ObjectSummary {
  return {
    ...objectRef(workspace, object),
    attributes: object.attributes,
    people: Object.keys(object.people).length,
  };
}

function detail(workspace: Workspace, object: StoredObject): ObjectDetail {
  const { attributes, attribute_times, people, events } = object;
  return {
    ...summary(workspace, object),
    attribute_list: attributeList(attributes, attribute_times),
    related: Object.entries(people)
      .slice(0, MAX_RELATED)
      .flatMap(([cioId, relationship]) => {
        const person = workspace.people.get(cioId);
        return person ? [{ person: personRef(person), attributes: relationship }] : [];
      }),
    events: events
      .slice(-MAX_RELATED)
      .reverse()
      .map((event) => eventView(workspace, event)),
  };
}

/** The newest last, as they were created. */
function* newestFirst(objects: StoredObject[]): Iterable<StoredObject> {
  for (let i = objects.length - 1; i >= 0; i--) yield objects[i]!;
}

export const objectRoutes: Routes = {
  'GET /objects': ({ target: { workspace }, query }) => {
    const search = searchOf(query);
    const type = textOf(query, 'type');
    const page = listPage(newestFirst([...workspace.objects]), query, {
      key: ({ cio_object_id }) => cio_object_id,
      view: (object) => summary(workspace, object),
      total: workspace.objects.size,
      matches: ({ object_type_id, object_id, cio_object_id, attributes }) =>
        (type === undefined || object_type_id === type) &&
        (search?.(`${object_id} ${cio_object_id} ${Object.values(attributes).map(asText).join(' ')}`) ??
          true),
    });
    return json(page);
  },
  'GET /objects/:id': ({ target: { workspace }, parameters }) =>
    json(detail(workspace, orNotFound(workspace.findObject({ cio_object_id: parameters.id! }), 'object'))),
};
