import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../../call-options.js';
import { checkName } from '../../check-name.js';
import type {
  CreateDesignStudioComponent,
  DesignStudioComponent,
  DesignStudioComponentListParams,
  DesignStudioComponentSummary,
  DesignStudioFolder,
  PageMeta,
  UnknownFields,
  UpdateDesignStudioComponent,
} from '../../generated/types.js';
import { numberedPaging } from '../../paging.js';
import { requireFields } from '../../require-fields.js';
import { type ListOf, Resource } from '../../resource.js';
import { path } from '../../url.js';

/** Components of Design Studio emails. */
export class DesignStudioComponentsResource extends Resource {
  protected readonly namespace: string = 'designStudio.components';

  /**
   * Lists all components, or the components of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listComponents
   */
  list(
    params?: DesignStudioComponentListParams,
    options?: AppCallOptions,
  ): ListOf<'components', DesignStudioComponentSummary, { folders?: DesignStudioFolder[]; meta?: PageMeta }> {
    return this.paged('list', 'components', path`/design_studio/components`, options, {
      query: params,
      paging: numberedPaging,
    });
  }

  /**
   * Creates a component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createComponent
   */
  create(
    component: CreateDesignStudioComponent,
    options?: AppCallOptions,
  ): Promise<{ component: DesignStudioComponent } & UnknownFields> {
    return this.call('create', 'POST', path`/design_studio/components`, options, {
      body: component,
      check: () => checkName(component, 255),
    });
  }

  /**
   * Returns a component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getComponent
   */
  get(
    componentId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ component: DesignStudioComponent } & UnknownFields> {
    return this.call('get', 'GET', path`/design_studio/components/${{ componentId }}`, options);
  }

  /**
   * Updates a component: the fields that are passed. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateComponent
   */
  async update(
    componentId: Identifier,
    changes: UpdateDesignStudioComponent,
    options?: AppCallOptions,
  ): Promise<void> {
    await this.call('update', 'PUT', path`/design_studio/components/${{ componentId }}`, options, {
      body: changes,
      check: () => {
        requireFields('changes', changes);
        checkName(changes, 255);
      },
    });
  }

  /**
   * Deletes a component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteComponent
   */
  async delete(componentId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/design_studio/components/${{ componentId }}`, options);
  }
}
