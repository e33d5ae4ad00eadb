import type { AppCallOptions } from '../call-options.js';
import { checkLimit } from '../check-limit.js';
import type { Activity, ActivityListParams } from '../generated/types.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Activities of people: events, attribute changes, messages. */
export class ActivitiesResource extends Resource {
  protected readonly namespace: string = 'activities';

  /**
   * Lists the activities of all people, newest first.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listActivities
   */
  list(params?: ActivityListParams, options?: AppCallOptions): ListOf<'activities', Activity, Cursor> {
    return this.paged('list', 'activities', path`/activities`, options, {
      query: params,
      check: () => checkLimit(params, 100),
    });
  }
}
