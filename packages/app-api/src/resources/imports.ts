import { type Identifier, requireObject, ValidationError } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type { CreatedImport, CreateImport, Import, UnknownFields } from '../generated/types.js';
import { type WaitOptions, waitFor } from '../jobs/wait.js';
import { Resource } from '../resource.js';
import { path } from '../url.js';

/** Imports of CSV files. */
export class ImportsResource extends Resource {
  protected readonly namespace: string = 'imports';

  /**
   * Starts an import of the file at a URL. {@link wait} returns its result.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/import
   */
  create(
    request: CreateImport,
    options?: AppCallOptions,
  ): Promise<{ import: CreatedImport } & UnknownFields> {
    return this.call('create', 'POST', path`/imports`, options, {
      body: { import: request },
      check: () => {
        requireObject('request', request);
        // An event is never there before.
        if (request.type === 'event' && (request.data_to_process as string) === 'only_new') {
          throw new ValidationError('data_to_process', 'expected all or only_existing for events');
        }
      },
    });
  }

  /**
   * Returns an import, with its state and the URL of the rejected rows (`error_download_url`).
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getImport
   */
  get(importId: Identifier, options?: AppCallOptions): Promise<{ import: Import } & UnknownFields> {
    return this.call('get', 'GET', path`/imports/${{ importId }}`, options);
  }

  /**
   * Waits until an import has completed.
   *
   * @throws JobError if the import fails or is canceled, or has not completed in time.
   */
  wait(importId: Identifier, options?: WaitOptions<Import>): Promise<Import> {
    return waitFor(
      {
        what: `import ${importId}`,
        read: async (callOptions) => (await this.get(importId, callOptions)).import,
        isDone: ({ state }) => state === 'imported',
        failure: ({ state, error }) =>
          state === 'failed' || state === 'canceled' ? error || `it is ${state}` : undefined,
      },
      options,
    );
  }
}
