import type { CallOptions, Identifier } from '@cio/core';
import type { ReportingWebhook } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Where Customer.io reports what happens. */
export class ReportingWebhooksResource extends Resource {
  protected readonly namespace: string = 'reportingWebhooks';

  /**
   * All reporting webhooks.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listWebhooks
   */
  list(options?: CallOptions): ListOf<'reporting_webhooks', ReportingWebhook> {
    return this.paged('list', 'reporting_webhooks', path`/reporting_webhooks`, options, {
      paging: noPaging,
    });
  }

  /**
   * Makes a reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createWebhook
   */
  create(webhook: Omit<ReportingWebhook, 'id'>, options?: CallOptions): Promise<ReportingWebhook> {
    return this.call('create', 'POST', path`/reporting_webhooks`, options, {
      body: webhook,
    });
  }

  /**
   * One reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getWebhook
   */
  get(webhookId: Identifier, options?: CallOptions): Promise<ReportingWebhook> {
    return this.call('get', 'GET', path`/reporting_webhooks/${{ webhookId }}`, options);
  }

  /**
   * Changes a reporting webhook, whole.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateWebhook
   */
  update(
    webhookId: Identifier,
    webhook: Omit<ReportingWebhook, 'id'>,
    options?: CallOptions,
  ): Promise<ReportingWebhook> {
    return this.call('update', 'PUT', path`/reporting_webhooks/${{ webhookId }}`, options, {
      body: webhook,
    });
  }

  /**
   * Deletes a reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteWebhook
   */
  async delete(webhookId: Identifier, options?: CallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/reporting_webhooks/${{ webhookId }}`, options);
  }
}
