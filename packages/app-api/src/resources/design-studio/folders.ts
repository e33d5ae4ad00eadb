import { type Identifier, ValidationError } from '@cio/core';
import type { AppCallOptions } from '../../call-options.js';
import { checkName } from '../../check-name.js';
import type {
  CreateDesignStudioFolder,
  DesignStudioFolder,
  DesignStudioListParams,
  PageMeta,
  UnknownFields,
  UpdateDesignStudioFolder,
} from '../../generated/types.js';
import { numberedPaging } from '../../paging.js';
import { requireFields } from '../../require-fields.js';
import { type ListOf, Resource } from '../../resource.js';
import { path } from '../../url.js';

function checkFolderName(name: unknown): void {
  if (/[<>:"/\\|?*.]/.test(String(name))) {
    throw new ValidationError('name', 'expected none of < > : " / \\ | ? * and the dot');
  }
}

/** Folders of Design Studio. */
export class DesignStudioFoldersResource extends Resource {
  protected readonly namespace: string = 'designStudio.folders';

  /**
   * Lists all folders, or the subfolders of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listFolders
   */
  list(
    params?: DesignStudioListParams,
    options?: AppCallOptions,
  ): ListOf<'folders', DesignStudioFolder, { meta?: PageMeta }> {
    return this.paged('list', 'folders', path`/design_studio/folders`, options, {
      query: params,
      paging: numberedPaging,
    });
  }

  /**
   * Creates a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createFolder
   */
  create(
    folder: CreateDesignStudioFolder,
    options?: AppCallOptions,
  ): Promise<{ folder: DesignStudioFolder } & UnknownFields> {
    return this.call('create', 'POST', path`/design_studio/folders`, options, {
      body: folder,
      check: () => {
        checkFolderName(folder?.name);
        checkName(folder, 170);
      },
    });
  }

  /**
   * Returns a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getFolder
   */
  get(
    folderId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ folder: DesignStudioFolder } & UnknownFields> {
    return this.call('get', 'GET', path`/design_studio/folders/${{ folderId }}`, options);
  }

  /**
   * Updates a folder: the fields that are passed. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateFolder
   */
  async update(
    folderId: Identifier,
    changes: UpdateDesignStudioFolder,
    options?: AppCallOptions,
  ): Promise<void> {
    await this.call('update', 'PUT', path`/design_studio/folders/${{ folderId }}`, options, {
      body: changes,
      check: () => {
        requireFields('changes', changes);
        checkName(changes, 170);
        checkFolderName(changes.name);
      },
    });
  }

  /**
   * Deletes a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteFolder
   */
  async delete(folderId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/design_studio/folders/${{ folderId }}`, options);
  }
}
