import { objectsMatching } from '../../engine/audience.js';
import type { StoredObject } from '../../store/objects.js';
import { json } from '../api.js';
import { checkFilter } from './filters.js';
import { cursorPage } from './paging.js';
import { type AppHandlers, type AppRequest, orNotFound } from './request.js';

function objectOf({ workspace, parameters, query }: AppRequest): StoredObject {
  const { object_type_id = '', object_id = '' } = parameters;
  const identifiers =
    query.id_type === 'cio_object_id' ? { cio_object_id: object_id } : { object_type_id, object_id };
  return orNotFound(workspace.findObject(identifiers), 'object not found');
}

export const objects = {
  getObjectTypes: ({ app, workspace }) => {
    const ids = new Set([...app.objectTypes.keys(), ...workspace.objects.typeIds()]);
    return json({
      types: [...ids].map((id) => app.objectTypes.get(id) ?? { id, name: `Type ${id}`, enabled: true }),
    });
  },
  getObjectsFilter: (request) => {
    const { workspace, body } = request;
    checkFilter(body.filter);
    const matching = objectsMatching(workspace, String(body.object_type_id), body.filter);
    return cursorPage(matching, request, (page) => ({
      identifiers: page.map(({ object_id, cio_object_id }) => ({ object_id, cio_object_id })),
      ids: page.map(({ object_id }) => object_id),
    }));
  },
  getObjectAttributes: (request) => {
    const { attributes, attribute_times, object_type_id, cio_object_id } = objectOf(request);
    // The published identifiers have a person's keys.
    const identifiers = { cio_object_id, id: null, email: null };
    return json({ object: { attributes, timestamps: attribute_times, identifiers, object_type_id } });
  },
  getObjectRelationships: (request) => {
    const { people, object_type_id } = objectOf(request);
    return cursorPage(Object.keys(people), request, (page) => ({
      cio_relationships: page.flatMap((cio_id) => {
        const person = request.workspace.people.get(cio_id);
        if (!person) return [];
        const { id = null, email = null } = person;
        return [{ identifiers: { cio_id, id, email }, object_type_id, object_type_disabled: false }];
      }),
    }));
  },
} satisfies AppHandlers;
