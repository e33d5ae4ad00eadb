import { type Identifier, requireText } from '@cio/core';
import type { AppCallOptions } from '../../call-options.js';
import { checkName } from '../../check-name.js';
import type {
  DesignStudioVersion,
  DesignStudioVersionDetails,
  DesignStudioVersionListParams,
  RestoredDesignStudioVersion,
  SaveDesignStudioVersion,
  SavedDesignStudioVersion,
} from '../../generated/types.js';
import { noPaging } from '../../paging.js';
import { requireBoth } from '../../require-both.js';
import { type ListOf, Resource } from '../../resource.js';
import { path } from '../../url.js';

/** The versions of an email. Publishing creates versions too. */
export class DesignStudioVersionsResource extends Resource {
  protected readonly namespace: string = 'designStudio.emails.versions';

  /**
   * Lists the versions of an email, newest first: all, or those of a time range.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listVersions
   */
  list(
    emailId: Identifier,
    params?: DesignStudioVersionListParams,
    options?: AppCallOptions,
  ): ListOf<'versions', DesignStudioVersion> {
    return this.paged('list', 'versions', path`/design_studio/emails/${{ emailId }}/versions`, options, {
      query: params,
      paging: noPaging,
      check: () => requireBoth(params, 'end_date', 'start_date'),
    });
  }

  /**
   * Saves the draft as a version. If nothing has changed since the latest version, that one is returned, with
   * `created: false`.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/saveVersion
   */
  create(
    emailId: Identifier,
    version: SaveDesignStudioVersion,
    options?: AppCallOptions,
  ): Promise<SavedDesignStudioVersion> {
    return this.call('create', 'POST', path`/design_studio/emails/${{ emailId }}/versions`, options, {
      body: version,
      check: () => {
        requireText('version.name', version?.name);
        checkName(version, 100);
      },
      replaySafe: true,
    });
  }

  /**
   * Returns a version with its content, and the code of the components that it used.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getVersion
   */
  get(
    emailId: Identifier,
    versionId: Identifier,
    options?: AppCallOptions,
  ): Promise<DesignStudioVersionDetails> {
    return this.call(
      'get',
      'GET',
      path`/design_studio/emails/${{ emailId }}/versions/${{ versionId }}`,
      options,
    );
  }

  /**
   * Deletes a version that was not created by publishing.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteVersion
   */
  async delete(emailId: Identifier, versionId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call(
      'delete',
      'DELETE',
      path`/design_studio/emails/${{ emailId }}/versions/${{ versionId }}`,
      options,
    );
  }

  /**
   * Restores the draft from a version. Nothing is published, and components are not changed.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/restoreVersion
   */
  restore(
    emailId: Identifier,
    versionId: Identifier,
    options?: AppCallOptions,
  ): Promise<RestoredDesignStudioVersion> {
    return this.call(
      'restore',
      'POST',
      path`/design_studio/emails/${{ emailId }}/versions/${{ versionId }}/restore`,
      options,
      { replaySafe: true },
    );
  }
}
