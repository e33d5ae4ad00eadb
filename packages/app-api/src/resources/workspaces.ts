import type { AppCallOptions } from '../call-options.js';
import type { Workspace } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** The workspaces of the account. */
export class WorkspacesResource extends Resource {
  protected readonly namespace: string = 'workspaces';

  /**
   * Lists all workspaces, with their usage.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listWorkspaces
   */
  list(options?: AppCallOptions): ListOf<'workspaces', Workspace> {
    return this.paged('list', 'workspaces', path`/workspaces`, options, { paging: noPaging });
  }
}
