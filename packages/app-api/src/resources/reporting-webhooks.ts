import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type { CreateReportingWebhook, ReportingWebhook, UpdateReportingWebhook } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { requireFields } from '../require-fields.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Reporting webhooks. */
export class ReportingWebhooksResource extends Resource {
  protected readonly namespace: string = 'reportingWebhooks';

  /**
   * Lists all reporting webhooks.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listWebhooks
   */
  list(options?: AppCallOptions): ListOf<'reporting_webhooks', ReportingWebhook> {
    return this.paged('list', 'reporting_webhooks', path`/reporting_webhooks`, options, {
      paging: noPaging,
    });
  }

  /**
   * Creates a reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createWebhook
   */
  create(webhook: CreateReportingWebhook, options?: AppCallOptions): Promise<ReportingWebhook> {
    return this.call('create', 'POST', path`/reporting_webhooks`, options, {
      body: webhook,
    });
  }

  /**
   * Returns a reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getWebhook
   */
  get(webhookId: Identifier, options?: AppCallOptions): Promise<ReportingWebhook> {
    return this.call('get', 'GET', path`/reporting_webhooks/${{ webhookId }}`, options);
  }

  /**
   * Updates a reporting webhook. Omitted fields are not changed: `{ disabled: false }` enables it.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateWebhook
   */
  update(
    webhookId: Identifier,
    changes: UpdateReportingWebhook,
    options?: AppCallOptions,
  ): Promise<ReportingWebhook> {
    return this.call('update', 'PUT', path`/reporting_webhooks/${{ webhookId }}`, options, {
      body: changes,
      check: () => requireFields('changes', changes),
    });
  }

  /**
   * Deletes a reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteWebhook
   */
  async delete(webhookId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/reporting_webhooks/${{ webhookId }}`, options);
  }
}
