import { type BytesResult, type Identifier, requireText } from '@cio/core';
import type { AppCallOptions } from '../../call-options.js';
import { checkName } from '../../check-name.js';
import type {
  InboxPreviewCaptureParams,
  InboxPreviewClient,
  InboxPreviewCredits,
  InboxPreviewJob,
  InboxPreviewJobListParams,
  InboxPreviewRun,
  SubmitInboxPreview,
  SubmittedInboxPreview,
  UnknownFields,
} from '../../generated/types.js';
import { type WaitOptions, waitFor } from '../../jobs/wait.js';
import { type Body, noPaging, type Paging } from '../../paging.js';
import { requireList } from '../../require-list.js';
import { type ListOf, Resource } from '../../resource.js';
import { path } from '../../url.js';

/** A screenshot of an email in an email client. */
export interface InboxPreviewCapture {
  bytes: Uint8Array;
  /** The media type, such as `image/png`. */
  contentType: string;
  /** The file name in Customer.io's response; undefined if it has none. */
  fileName: string | undefined;
}

/** The pagination of the history, which no other list has: `cursor`, and `meta.pagination.next_cursor`. */
const jobsPaging: Paging = {
  parameter: 'cursor',
  next({ meta }) {
    const { next_cursor } = ((meta as Body | undefined)?.pagination ?? {}) as Body;
    return next_cursor ? String(next_cursor) : undefined;
  },
};

/** The file name of a `Content-Disposition`: the encoded one, if there is one. */
function fileNameOf(disposition: string): string | undefined {
  const [, encoded] = /filename\*=UTF-8'[^']*'([^;\s]+)/i.exec(disposition) ?? [];
  try {
    if (encoded) return decodeURIComponent(encoded);
  } catch {
    // Badly encoded: there may be the other one.
  }
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1];
}

/** Inbox previews: screenshots of emails in email clients. They cost credits. */
export class InboxPreviewsResource extends Resource {
  protected readonly namespace: string = 'designStudio.inboxPreviews';

  /**
   * Submits a job for screenshots of an email in up to 150 email clients, for one credit each. Submitted again on the same day
   * (UTC), the same job is returned and costs nothing.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/submitInboxPreview
   */
  submit(
    emailId: Identifier,
    request: SubmitInboxPreview,
    options?: AppCallOptions,
  ): Promise<SubmittedInboxPreview> {
    return this.call('submit', 'POST', path`/design_studio/emails/${{ emailId }}/inbox_previews`, options, {
      body: request,
      check: () => {
        checkName(request, 191);
        requireList('client_ids', request?.client_ids, 150);
        for (const [index, id] of request.client_ids.entries()) requireText(`client_ids[${index}]`, id);
      },
      replaySafe: true,
      bucket: 'design',
    });
  }

  /**
   * Returns a job, with the status of each screenshot.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getInboxPreviewJob
   */
  get(emailId: Identifier, runId: Identifier, options?: AppCallOptions): Promise<InboxPreviewRun> {
    return this.call(
      'get',
      'GET',
      path`/design_studio/emails/${{ emailId }}/inbox_previews/${{ runId }}`,
      options,
      { lists: ['previews', 'client_ids'] },
    );
  }

  /**
   * Waits until a job has ended. Single screenshots can have failed: see `previews[].status`.
   *
   * @throws JobError if it has not completed in time.
   */
  wait(
    emailId: Identifier,
    runId: Identifier,
    options?: WaitOptions<InboxPreviewRun>,
  ): Promise<InboxPreviewRun> {
    return waitFor(
      {
        what: `inbox preview ${runId}`,
        read: (callOptions) => this.get(emailId, runId, callOptions),
        isDone: (run) => run.is_processed,
      },
      options,
    );
  }

  /**
   * Downloads a screenshot whose status is `Complete`.
   *
   * @throws ApiError 404 if it does not exist yet, or has expired.
   * @see https://docs.customer.io/integrations/api/app/#operation/getInboxPreviewCapture
   */
  async getCapture(
    emailId: Identifier,
    runId: Identifier,
    clientId: string,
    params?: InboxPreviewCaptureParams,
    options?: AppCallOptions,
  ): Promise<InboxPreviewCapture> {
    const { bytes, headers } = await this.call<BytesResult>(
      'getCapture',
      'GET',
      path`/design_studio/emails/${{ emailId }}/inbox_previews/${{ runId }}/captures/${{ clientId }}`,
      options,
      { query: params, expects: 'bytes' },
    );
    const fileName = fileNameOf(headers['content-disposition'] ?? '');
    return { bytes, contentType: headers['content-type'] ?? '', fileName };
  }

  /**
   * Lists the jobs of the workspace, or of one email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listInboxPreviewJobs
   */
  listJobs(
    params?: InboxPreviewJobListParams,
    options?: AppCallOptions,
  ): ListOf<
    'preview_jobs',
    InboxPreviewJob,
    { meta?: { pagination?: { limit?: number; next_cursor?: string } } }
  > {
    return this.paged('listJobs', 'preview_jobs', path`/design_studio/inbox_previews/jobs`, options, {
      query: params,
      paging: jobsPaging,
    });
  }

  /**
   * Lists the available email clients.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listInboxPreviewClients
   */
  listClients(options?: AppCallOptions): ListOf<'clients', InboxPreviewClient> {
    return this.paged('listClients', 'clients', path`/design_studio/inbox_previews/clients`, options, {
      paging: noPaging,
    });
  }

  /**
   * Returns the remaining credits of the account.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getInboxPreviewCredits
   */
  getCredits(options?: AppCallOptions): Promise<{ credits: InboxPreviewCredits[] } & UnknownFields> {
    return this.call('getCredits', 'GET', path`/design_studio/inbox_previews/credits`, options, {
      lists: ['credits'],
    });
  }
}
