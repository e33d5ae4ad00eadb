import { json } from '../../apis/api.js';
import { listPage, orNotFound, type Routes, searchOf, textOf } from './route.js';
import { eventView } from './views.js';

export const eventRoutes: Routes = {
  'GET /events': ({ target: { workspace }, query }) => {
    const { events } = workspace;
    const search = searchOf(query);
    const [name, type] = ['name', 'type'].map((field) => textOf(query, field));
    const page = listPage(events.newestFirst(), query, {
      key: ({ id }) => id,
      view: (event) => eventView(workspace, event),
      total: events.size,
      matches: (event) =>
        (name === undefined || event.name === name) &&
        (type === undefined || event.type === type) &&
        (search?.(`${event.name} ${event.id} ${event.anonymous_id ?? ''} ${JSON.stringify(event.data)}`) ??
          true),
    });
    return json(page);
  },
  'GET /events/:id': ({ target: { workspace }, parameters }) =>
    json(eventView(workspace, orNotFound(workspace.events.get(parameters.id!), 'event'))),
};
