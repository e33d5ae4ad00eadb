import { type Identifier, ValidationError } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type {
  Campaign,
  CampaignAction,
  CampaignActionLinkMetricsParams,
  CampaignActionMetrics,
  CampaignActionsParams,
  CampaignMessagesParams,
  CampaignMetrics,
  CampaignMetricsParams,
  JourneyMetrics,
  JourneyMetricsParams,
  LinkMetricsParams,
  LinkMetricsReport,
  Message,
  UnknownFields,
  UpdateCampaignAction,
} from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Version 2 has a time range; without it, the parameters of the range are ignored. */
function checkVersion(params: CampaignMetricsParams | undefined): void {
  const { version, res, start, end, tz } = params ?? {};
  const given = [res, start, end].filter((one) => one !== undefined).length;
  if (version === '2' && given < 3) {
    throw new ValidationError('version', 'version "2" needs res, start and end');
  }
  if (version !== '2' && (given > 0 || tz !== undefined)) {
    throw new ValidationError('version', 'res, start, end and tz need version: "2"');
  }
}

/** Campaigns, their actions and metrics. */
export class CampaignsResource extends Resource {
  protected readonly namespace: string = 'campaigns';

  /**
   * Lists all campaigns.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listCampaigns
   */
  list(options?: AppCallOptions): ListOf<'campaigns', Campaign> {
    return this.paged('list', 'campaigns', path`/campaigns`, options, { paging: noPaging });
  }

  /**
   * Returns a campaign.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaigns
   */
  get(campaignId: Identifier, options?: AppCallOptions): Promise<{ campaign: Campaign } & UnknownFields> {
    return this.call('get', 'GET', path`/campaigns/${{ campaignId }}`, options);
  }

  /**
   * Lists the actions of a campaign.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listCampaignActions
   */
  getActions(
    campaignId: Identifier,
    params?: CampaignActionsParams,
    options?: AppCallOptions,
  ): ListOf<'actions', CampaignAction, Cursor> {
    return this.paged('getActions', 'actions', path`/campaigns/${{ campaignId }}/actions`, options, {
      query: params,
    });
  }

  /**
   * Returns an action, with its content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignAction
   */
  getAction(
    campaignId: Identifier,
    actionId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ action: CampaignAction } & UnknownFields> {
    return this.call('getAction', 'GET', path`/campaigns/${{ campaignId }}/actions/${{ actionId }}`, options);
  }

  /**
   * Updates an action.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCampaignAction
   */
  updateAction(
    campaignId: Identifier,
    actionId: Identifier,
    action: UpdateCampaignAction,
    options?: AppCallOptions,
  ): Promise<{ action: CampaignAction } & UnknownFields> {
    return this.call(
      'updateAction',
      'PUT',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}`,
      options,
      { body: action },
    );
  }

  /**
   * Returns an action in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignActionTranslation
   */
  getActionTranslation(
    campaignId: Identifier,
    actionId: Identifier,
    language: string,
    options?: AppCallOptions,
  ): Promise<{ action: CampaignAction } & UnknownFields> {
    return this.call(
      'getActionTranslation',
      'GET',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}/language/${{ language }}`,
      options,
    );
  }

  /**
   * Updates an action in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCampaignActionTranslation
   */
  updateActionTranslation(
    campaignId: Identifier,
    actionId: Identifier,
    language: string,
    action: UpdateCampaignAction,
    options?: AppCallOptions,
  ): Promise<{ action: CampaignAction } & UnknownFields> {
    return this.call(
      'updateActionTranslation',
      'PUT',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}/language/${{ language }}`,
      options,
      { body: action },
    );
  }

  /**
   * Returns the metrics of an action, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignActionMetrics
   */
  getActionMetrics(
    campaignId: Identifier,
    actionId: Identifier,
    params?: CampaignMetricsParams,
    options?: AppCallOptions,
  ): Promise<CampaignActionMetrics> {
    return this.call(
      'getActionMetrics',
      'GET',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}/metrics`,
      options,
      { query: params, check: () => checkVersion(params) },
    );
  }

  /**
   * Returns the clicks on the links of an action, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignActionLinks
   */
  getActionLinkMetrics(
    campaignId: Identifier,
    actionId: Identifier,
    params?: CampaignActionLinkMetricsParams,
    options?: AppCallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call(
      'getActionLinkMetrics',
      'GET',
      path`/campaigns/${{ campaignId }}/actions/${{ actionId }}/metrics/links`,
      options,
      { query: params, lists: ['links'] },
    );
  }

  /**
   * Returns the metrics of a campaign, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignMetrics
   */
  getMetrics(
    campaignId: Identifier,
    params?: CampaignMetricsParams,
    options?: AppCallOptions,
  ): Promise<CampaignMetrics> {
    return this.call('getMetrics', 'GET', path`/campaigns/${{ campaignId }}/metrics`, options, {
      query: params,
      check: () => checkVersion(params),
    });
  }

  /**
   * Returns the clicks on the links of a campaign, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignLinkMetrics
   */
  getLinkMetrics(
    campaignId: Identifier,
    params?: LinkMetricsParams,
    options?: AppCallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call('getLinkMetrics', 'GET', path`/campaigns/${{ campaignId }}/metrics/links`, options, {
      query: params,
      lists: ['links'],
    });
  }

  /**
   * Returns the journeys of a campaign: started, and by outcome, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignJourneyMetrics
   */
  getJourneyMetrics(
    campaignId: Identifier,
    params: JourneyMetricsParams,
    options?: AppCallOptions,
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
   * Lists the messages of a campaign. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignMessages
   */
  getMessages(
    campaignId: Identifier,
    params?: CampaignMessagesParams,
    options?: AppCallOptions,
  ): ListOf<'messages', Message, Cursor> {
    return this.paged('getMessages', 'messages', path`/campaigns/${{ campaignId }}/messages`, options, {
      query: params,
    });
  }
}
