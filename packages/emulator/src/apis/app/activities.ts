import type { ActivityQuery, StoredActivity } from '../../store/activities.js';
import type { ApiResponse } from '../api.js';
import { cursorPage } from './paging.js';
import type { AppHandlers, AppRequest, Json } from './request.js';

function activityView({ cio_id, customer_id, email, event_id: _, ...activity }: StoredActivity): Json {
  return { ...activity, customer_id, customer_identifiers: { cio_id, id: customer_id, email } };
}

/** A page of activities: of one person, or of everybody. */
export function activitiesPage(
  request: AppRequest,
  query: Pick<ActivityQuery, 'person' | 'where'>,
): ApiResponse {
  const { type, name } = request.query;
  const matching = request.workspace.activities.newestFirst({
    ...query,
    type: type || undefined,
    name: name || undefined,
  });
  return cursorPage(matching, request, (page) => ({ activities: page.map(activityView) }));
}

/** The person that a list of everybody's activities is limited to. */
function personOf({ customer_id, id_type }: Record<string, string>): ActivityQuery['person'] {
  if (!customer_id) return undefined;
  if (customer_id.startsWith('cio_')) return { key: 'cio_id', value: customer_id.slice('cio_'.length) };
  return { key: id_type === 'email' ? 'email' : 'customer_id', value: customer_id };
}

export const activities = {
  listActivities: (request) => {
    const { workspace, query } = request;
    const person = personOf(query);
    return activitiesPage(request, {
      ...(person && { person }),
      ...(query.deleted !== 'true' && { where: ({ cio_id }) => workspace.people.has(cio_id) }),
    });
  },
} satisfies AppHandlers;
