import { type Identifier, requireObject, requireOneKey, requireText } from '@cio/core';
import { writeFile } from '#write-file';
import type { AppCallOptions } from '../call-options.js';
import { type DownloadOptions, download, readDownloadOptions, toWebStream } from '../downloads/download.js';
import { checkFilter } from '../filters/check-filter.js';
import type { AudienceFilter } from '../filters/filters.js';
import type { DeliveriesExport, Export, UnknownFields } from '../generated/types.js';
import { type WaitOptions, waitFor } from '../jobs/wait.js';
import { noPaging } from '../paging.js';
import { requireList } from '../require-list.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

const SOURCES = ['newsletter_id', 'campaign_id', 'transactional_message_id', 'action_id'] as const;

/** Options of an export of people. */
export interface CustomersExportParams {
  /** The attributes to export as columns. Default: the columns that Customer.io chooses. */
  attributes?: string[] | undefined;
}

/** Exports of people and deliveries to files. */
export class ExportsResource extends Resource {
  protected readonly namespace: string = 'exports';

  /**
   * Lists all exports.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listExports
   */
  list(options?: AppCallOptions): ListOf<'exports', Export> {
    return this.paged('list', 'exports', path`/exports`, options, { paging: noPaging });
  }

  /**
   * Returns an export, with its status.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getExport
   */
  get(exportId: Identifier, options?: AppCallOptions): Promise<{ export: Export } & UnknownFields> {
    return this.call('get', 'GET', path`/exports/${{ exportId }}`, options);
  }

  /**
   * Returns the URL of the file, which is valid for a short time and needs no credentials.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/downloadExport
   */
  getDownloadUrl(exportId: Identifier, options?: AppCallOptions): Promise<{ url: string } & UnknownFields> {
    return this.call('getDownloadUrl', 'GET', path`/exports/${{ exportId }}/download`, options);
  }

  /**
   * Exports the people who match a filter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/exportPeopleData
   */
  createCustomers(
    filters: AudienceFilter,
    params: CustomersExportParams = {},
    options?: AppCallOptions,
  ): Promise<{ export: Export } & UnknownFields> {
    const { attributes } = Object(params) as CustomersExportParams;
    return this.call('createCustomers', 'POST', path`/exports/customers`, options, {
      body: { filters, attributes },
      check: () => {
        checkFilter('filters', filters);
        requireObject('params', params);
        if (attributes !== undefined) requireList('attributes', attributes);
      },
    });
  }

  /**
   * Exports the deliveries of one newsletter, campaign, transactional message or action.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/exportDeliveriesData
   */
  createDeliveries(
    deliveries: DeliveriesExport,
    options?: AppCallOptions,
  ): Promise<{ export: Export } & UnknownFields> {
    return this.call('createDeliveries', 'POST', path`/exports/deliveries`, options, {
      body: deliveries,
      check: () => {
        const given = SOURCES.map((source) => [source, deliveries?.[source]]);
        requireOneKey('deliveries', Object.fromEntries(given), SOURCES);
      },
    });
  }

  /**
   * Waits until the file of an export can be downloaded.
   *
   * @throws JobError if the export fails, or has not completed in time.
   */
  wait(exportId: Identifier, options?: WaitOptions<Export>): Promise<Export> {
    return waitFor(
      {
        what: `export ${exportId}`,
        read: async (callOptions) => (await this.get(exportId, callOptions)).export,
        isDone: ({ status }) => status === 'done',
        failure: ({ status, failed }) =>
          status === 'failed' || failed ? 'Customer.io gives no reason' : undefined,
      },
      options,
    );
  }

  /**
   * Downloads the file of a complete export as a stream, which ends without an error only if the file is complete. Read or
   * cancel the stream: until then its connection is in use.
   *
   * @throws ApiError, RetryableError; the stream too, if the download is interrupted.
   */
  async download(exportId: Identifier, options: DownloadOptions = {}): Promise<ReadableStream<Uint8Array>> {
    return toWebStream(await this.#chunks(exportId, options));
  }

  /**
   * Downloads the file of a complete export to a file, atomically: either complete, or not at all. An existing file is
   * replaced and keeps its mode and owner; a new file has the mode 0600. The target of a symbolic link is replaced. Without a
   * file system, such as in Workers, use {@link download}.
   *
   * @throws ValidationError if the file cannot be written, or the path is not a regular file; ApiError, RetryableError.
   */
  async downloadTo(
    exportId: Identifier,
    filePath: string,
    options: DownloadOptions = {},
  ): Promise<{ bytes: number } & UnknownFields> {
    requireText('filePath', filePath);
    return { bytes: await writeFile(filePath, () => this.#chunks(exportId, options)) };
  }

  async #chunks(exportId: Identifier, options: DownloadOptions): Promise<AsyncIterable<Uint8Array>> {
    const read = readDownloadOptions(options);
    const { url } = await this.getDownloadUrl(exportId, { signal: read.signal });
    return download(this.http, url, read);
  }
}
