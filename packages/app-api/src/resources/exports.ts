import { type Identifier, requireObject, requireOneKey, requireText } from '@cio/core';
import { writeFile } from '#write-file';
import type { AppCallOptions } from '../call-options.js';
import { type DownloadOptions, download, readDownloadOptions, toWebStream } from '../downloads/download.js';
import { checkFilter } from '../filters/check-filter.js';
import type { AudienceFilter } from '../filters/filters.js';
import type { DeliveriesExport, Export } from '../generated/types.js';
import { type WaitOptions, waitFor } from '../jobs/wait.js';
import { noPaging } from '../paging.js';
import { requireList } from '../require-list.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

const SOURCES = ['newsletter_id', 'campaign_id', 'transactional_message_id', 'action_id'] as const;

/** What an export of people has besides. */
export interface CustomersExportParams {
  /** Attributes to have as columns. Left out: the columns that Customer.io chooses. */
  attributes?: string[] | undefined;
}

/** Files of people and deliveries, made in the background. */
export class ExportsResource extends Resource {
  protected readonly namespace: string = 'exports';

  /**
   * All exports.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listExports
   */
  list(options?: AppCallOptions): ListOf<'exports', Export> {
    return this.paged('list', 'exports', path`/exports`, options, { paging: noPaging });
  }

  /**
   * One export, with its state.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getExport
   */
  get(exportId: Identifier, options?: AppCallOptions): Promise<{ export: Export }> {
    return this.call('get', 'GET', path`/exports/${{ exportId }}`, options);
  }

  /**
   * Where its file is, for a short time, to whoever has the URL.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/downloadExport
   */
  getDownloadUrl(exportId: Identifier, options?: AppCallOptions): Promise<{ url: string }> {
    return this.call('getDownloadUrl', 'GET', path`/exports/${{ exportId }}/download`, options);
  }

  /**
   * Exports the people that a filter means.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/exportPeopleData
   */
  createCustomers(
    filters: AudienceFilter,
    params: CustomersExportParams = {},
    options?: AppCallOptions,
  ): Promise<{ export: Export }> {
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
  createDeliveries(deliveries: DeliveriesExport, options?: AppCallOptions): Promise<{ export: Export }> {
    return this.call('createDeliveries', 'POST', path`/exports/deliveries`, options, {
      body: deliveries,
      check: () => {
        const given = SOURCES.map((source) => [source, deliveries?.[source]]);
        requireOneKey('deliveries', Object.fromEntries(given), SOURCES);
      },
    });
  }

  /**
   * Waits until an export can be downloaded.
   *
   * @throws JobError where it fails, or has not ended in time.
   */
  wait(exportId: Identifier, options?: WaitOptions<Export>): Promise<Export> {
    return waitFor(
      {
        what: `export ${exportId}`,
        read: async (callOptions) => (await this.get(exportId, callOptions)).export,
        isDone: ({ status }) => status === 'done',
        failure: ({ status, failed }) =>
          status === 'failed' || failed ? 'Customer.io says no more' : undefined,
      },
      options,
    );
  }

  /**
   * The file of an export that is done, as a stream. It ends without an error only where the file is whole. Read it, or
   * cancel it: until then the connection is kept.
   *
   * @throws ApiError, RetryableError; the stream too, where the download breaks off.
   */
  async download(exportId: Identifier, options: DownloadOptions = {}): Promise<ReadableStream<Uint8Array>> {
    return toWebStream(await this.#chunks(exportId, options));
  }

  /**
   * The file of an export that is done, as a file. It is there whole or not at all. A file that is replaced keeps its mode
   * and its owner; a new one can be read by its owner alone (mode 0600). Of a symbolic link the target is replaced; what is
   * no regular file is refused. Where there are no files, such as in Workers, use {@link download}.
   *
   * @throws ValidationError where the file cannot be written; ApiError, RetryableError.
   */
  async downloadTo(
    exportId: Identifier,
    filePath: string,
    options: DownloadOptions = {},
  ): Promise<{ bytes: number }> {
    requireText('filePath', filePath);
    return { bytes: await writeFile(filePath, () => this.#chunks(exportId, options)) };
  }

  async #chunks(exportId: Identifier, options: DownloadOptions): Promise<AsyncIterable<Uint8Array>> {
    const read = readDownloadOptions(options);
    const { url } = await this.getDownloadUrl(exportId, { signal: read.signal });
    return download(this.http, url, read);
  }
}
