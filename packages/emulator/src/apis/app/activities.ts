import type { StoredActivity } from '../../engine/workspace.js';
import { type AppHandler, type AppRequest, cursorPage, type Json } from './request.js';

function activityView({ cio_id, customer_id, email, ...activity }: StoredActivity): Json {
  return { ...activity, customer_id, customer_identifiers: { cio_id, id: customer_id, email } };
}

export function activitiesPage(request: AppRequest, isTheirs: (activity: StoredActivity) => boolean) {
  const { type, name } = request.query;
  const matching = request.workspace.activities.filter(
    (activity) =>
      isTheirs(activity) &&
      (!type || activity.type === type) &&
      (!name || activity.name === name || Object.hasOwn(activity.data, name)),
  );
  return cursorPage(matching.reverse(), request, (page) => ({ activities: page.map(activityView) }));
}

/** Whether an activity is of the person that a list of everybody's is asked for. */
function isOf(activity: StoredActivity, customerId: string, key: string | undefined): boolean {
  if (customerId.startsWith('cio_')) return activity.cio_id === customerId.slice('cio_'.length);
  if (key === 'email') return activity.email === customerId;
  return activity.customer_id === customerId;
}

export const activities: Record<string, AppHandler> = {
  listActivities: (request) => {
    const { deleted, customer_id, id_type } = request.query;
    return activitiesPage(
      request,
      (activity) =>
        (deleted === 'true' || request.workspace.people.has(activity.cio_id)) &&
        (!customer_id || isOf(activity, customer_id, id_type)),
    );
  },
};
