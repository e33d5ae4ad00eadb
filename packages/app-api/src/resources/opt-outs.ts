import type { AppCallOptions } from '../call-options.js';
import type { OptOutListParams, PersonOptOuts } from '../generated/types.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Opt-outs of SMS and WhatsApp. */
export class OptOutsResource extends Resource {
  protected readonly namespace: string = 'optOuts';

  /**
   * Lists the people who have opted out of a channel.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getOptouts
   */
  list(params?: OptOutListParams, options?: AppCallOptions): ListOf<'optouts', PersonOptOuts, Cursor> {
    return this.paged('list', 'optouts', path`/optouts`, options, { query: params });
  }
}
