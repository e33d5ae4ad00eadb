import { type HttpClient, type Identifier, readCallOptions } from '@cio/core';
import { type AssetUpload, encodeUpload } from '../assets/upload.js';
import type { AppCallOptions } from '../call-options.js';
import { checkName } from '../check-name.js';
import type {
  Asset,
  AssetFolder,
  AssetListParams,
  AssetPageMeta,
  CreateAssetFolder,
  UnknownFields,
  UpdateAsset,
} from '../generated/types.js';
import { numberedPaging } from '../paging.js';
import { requireFields } from '../require-fields.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Files for messages: images and PDFs. */
export class AssetFilesResource extends Resource {
  protected readonly namespace: string = 'assets.files';

  /**
   * Lists all files, or the files of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listAssets
   */
  list(
    params?: AssetListParams,
    options?: AppCallOptions,
  ): ListOf<'assets', Asset, { meta?: AssetPageMeta }> {
    return this.paged('list', 'assets', path`/assets`, options, {
      query: params,
      paging: numberedPaging,
    });
  }

  /**
   * Uploads a file: bmp, jpeg, png, gif or pdf, at most 2 MB.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createAsset
   */
  async create(upload: AssetUpload, options?: AppCallOptions): Promise<{ asset: Asset } & UnknownFields> {
    const { extra, ...callOptions } = readCallOptions(options);
    const form = await encodeUpload(upload, extra);
    return this.call('create', 'POST', path`/assets/files`, callOptions, form);
  }

  /**
   * Returns a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getAsset
   */
  get(fileId: Identifier, options?: AppCallOptions): Promise<{ asset: Asset } & UnknownFields> {
    return this.call('get', 'GET', path`/assets/files/${{ fileId }}`, options);
  }

  /**
   * Renames or moves a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateAsset
   */
  async update(fileId: Identifier, changes: UpdateAsset, options?: AppCallOptions): Promise<void> {
    await this.call('update', 'PUT', path`/assets/files/${{ fileId }}`, options, {
      body: changes,
      check: () => {
        requireFields('changes', changes);
        checkName(changes);
      },
    });
  }

  /**
   * Deletes a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteAsset
   */
  async delete(fileId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/assets/files/${{ fileId }}`, options);
  }
}

/** Folders of files. */
export class AssetFoldersResource extends Resource {
  protected readonly namespace: string = 'assets.folders';

  /**
   * Lists all folders, or the subfolders of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listAssetFolders
   */
  list(
    params?: AssetListParams,
    options?: AppCallOptions,
  ): ListOf<'folders', AssetFolder, { meta?: AssetPageMeta }> {
    return this.paged('list', 'folders', path`/assets/folders`, options, {
      query: params,
      paging: numberedPaging,
    });
  }

  /**
   * Creates a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createAssetFolder
   */
  create(
    folder: CreateAssetFolder,
    options?: AppCallOptions,
  ): Promise<{ folder: AssetFolder } & UnknownFields> {
    return this.call('create', 'POST', path`/assets/folders`, options, {
      body: folder,
      check: () => checkName(folder),
    });
  }

  /**
   * Returns a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getAssetFolder
   */
  get(folderId: Identifier, options?: AppCallOptions): Promise<{ folder: AssetFolder } & UnknownFields> {
    return this.call('get', 'GET', path`/assets/folders/${{ folderId }}`, options);
  }

  /**
   * Renames or moves a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateAssetFolder
   */
  async update(folderId: Identifier, changes: UpdateAsset, options?: AppCallOptions): Promise<void> {
    await this.call('update', 'PUT', path`/assets/folders/${{ folderId }}`, options, {
      body: changes,
      check: () => {
        requireFields('changes', changes);
        checkName(changes);
      },
    });
  }

  /**
   * Deletes a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteAssetFolder
   */
  async delete(folderId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/assets/folders/${{ folderId }}`, options);
  }
}

/** Files for messages, and their folders. */
export class AssetsResource {
  readonly files: AssetFilesResource;
  readonly folders: AssetFoldersResource;

  /** @param http The HTTP client: made by `appHttp(…)`, or the `http` of an `AppClient`. */
  constructor(http: HttpClient) {
    this.files = new AssetFilesResource(http);
    this.folders = new AssetFoldersResource(http);
  }
}
