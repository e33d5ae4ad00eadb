import type { CallOptions, Identifier } from '@cio/core';
import type {
  ActionLinkMetricsParams,
  Campaign,
  CampaignAction,
  CampaignActionsParams,
  CampaignMessagesParams,
  CampaignMetricsParams,
  JourneyMetrics,
  JourneyMetricsParams,
  LinkMetricsParams,
  LinkMetricsReport,
  Message,
  SeriesMetrics,
  UpdateCampaignAction,
} from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Workflows, their messages and their numbers. */
export class CampaignsResource extends Resource {
  protected readonly namespace: string = 'campaigns';

  /**
   * All campaigns.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listCampaigns
   */
  list(options?: CallOptions): ListOf<'campaigns', Campaign> {
    return this.paged('list', 'campaigns', path`/campaigns`, options, { paging: noPaging });
  }

  /**
   * One campaign.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaigns
   */
  get(campaignId: Identifier, options?: CallOptions): Promise<{ campaign: Campaign }> {
    return this.call('get', 'GET', path`/campaigns/${{ campaignId }}`, options);
  }

  /**
   * The steps of a campaign.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listCampaignActions
   */
  getActions(
    campaignId: Identifier,
    params?: CampaignActionsParams,
    options?: CallOptions,
  ): ListOf<'actions', CampaignAction> {
    return this.paged('getActions', 'actions', path`/campaigns/${{ campaignId }}/actions`, options, {
      query: params,
    });
  }

  /**
   * One step, with its content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignAction
   */
  getAction(
    campaignId: Identifier,
    actionId: Identifier,
    options?: CallOptions,
  ): Promise<{ action: CampaignAction }> {
    return this.call('getAction', 'GET', path`/campaigns/${{ campaignId }}/actions/${{ actionId }}`, options);
  }

  /**
   * Changes a step.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCampaignAction
   */
  updateAction(
    campaignId: Identifier,
    actionId: Identifier,
    action: UpdateCampaignAction,
    options?: CallOptions,
  ): Promise<{ action: CampaignAction }> {
    return this.call(
      'updateAction',
      'PUT',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}`,
      options,
      { body: action },
    );
  }

  /**
   * A step in one language; '' is the default one.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignActionTranslation
   */
  getActionTranslation(
    campaignId: Identifier,
    actionId: Identifier,
    language: string,
    options?: CallOptions,
  ): Promise<{ action: CampaignAction }> {
    return this.call(
      'getActionTranslation',
      'GET',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}/language/${{ language }}`,
      options,
    );
  }

  /**
   * Changes a step in one language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCampaignActionTranslation
   */
  updateActionTranslation(
    campaignId: Identifier,
    actionId: Identifier,
    language: string,
    action: UpdateCampaignAction,
    options?: CallOptions,
  ): Promise<{ action: CampaignAction }> {
    return this.call(
      'updateActionTranslation',
      'PUT',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}/language/${{ language }}`,
      options,
      { body: action },
    );
  }

  /**
   * Counts of a step, by period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignActionMetrics
   */
  getActionMetrics(
    campaignId: Identifier,
    actionId: Identifier,
    params?: CampaignMetricsParams,
    options?: CallOptions,
  ): Promise<SeriesMetrics> {
    return this.call(
      'getActionMetrics',
      'GET',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}/metrics`,
      options,
      { query: params },
    );
  }

  /**
   * Clicks on the links of a step, by period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignActionLinks
   */
  getActionLinkMetrics(
    campaignId: Identifier,
    actionId: Identifier,
    params?: ActionLinkMetricsParams,
    options?: CallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call(
      'getActionLinkMetrics',
      'GET',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}/metrics/links`,
      options,
      { query: params },
    );
  }

  /**
   * Counts of a campaign, by period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignMetrics
   */
  getMetrics(
    campaignId: Identifier,
    params?: CampaignMetricsParams,
    options?: CallOptions,
  ): Promise<SeriesMetrics> {
    return this.call('getMetrics', 'GET', path`/campaigns/${{ campaignId }}/metrics`, options, {
      query: params,
    });
  }

  /**
   * Clicks on the links of a campaign, by period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignLinkMetrics
   */
  getLinkMetrics(
    campaignId: Identifier,
    params?: LinkMetricsParams,
    options?: CallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call('getLinkMetrics', 'GET', path`/campaigns/${{ campaignId }}/metrics/links`, options, {
      query: params,
    });
  }

  /**
   * Journeys that started and how they ended, by period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignJourneyMetrics
   */
  getJourneyMetrics(
    campaignId: Identifier,
    params: JourneyMetricsParams,
    options?: CallOptions,
  ): Promise<JourneyMetrics> {
    return this.call(
      'getJourneyMetrics',
      'GET',
      path`/campaigns/${{ campaignId }}/journey_metrics`,
      options,
      { query: params },
    );
  }

  /**
   * The messages a campaign has sent: of the last 6 months, where no time is given.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignMessages
   */
  getMessages(
    campaignId: Identifier,
    params?: CampaignMessagesParams,
    options?: CallOptions,
  ): ListOf<'messages', Message> {
    return this.paged('getMessages', 'messages', path`/campaigns/${{ campaignId }}/messages`, options, {
      query: params,
    });
  }
}
