import { AppClient } from '@cio/app-api';
import type { Id, Json, Result } from '../json.js';
import { kept, modernOptions } from '../modern.js';
import {
  isMissing,
  pathParam,
  queryString,
  requireIdentifierType,
  requireItems,
  requireList,
  requireObject,
  requireObjectIdType,
  requireParam,
  requireValue,
} from '../params.js';
import { type Region, RegionUS, requireRegion } from '../regions.js';
import { trimHeader } from '../request/prepare.js';
import {
  type BearerAuth,
  CIORequest,
  hide,
  type RequestData,
  type RequestDefaults,
} from '../request/request.js';
import type { RetryOptions } from '../request/retry-options.js';
import { type Filter, IdentifierType, type ObjectFilter } from '../types.js';
import { assetForm } from './asset-form.js';
import type {
  AssetFolderInput,
  AssetFolderUpdate,
  AssetListOptions,
  AssetUpdate,
  BroadcastMessagesOptions,
  CampaignActionMetricsOptions,
  CampaignMessagesOptions,
  CampaignMetricsOptions,
  CollectionInput,
  CollectionRow,
  CollectionUpdate,
  CreateAssetInput,
  CustomerActivitiesOptions,
  CustomerMessagesOptions,
  CustomerSubscriptionPreferencesOptions,
  DataIndexAttribute,
  DataIndexEvent,
  DeliveryExportRequestOptions,
  DesignStudioComponentInput,
  DesignStudioComponentUpdate,
  DesignStudioEmailInput,
  DesignStudioEmailTranslationInput,
  DesignStudioEmailTranslationUpdate,
  DesignStudioEmailUpdate,
  DesignStudioFolderInput,
  DesignStudioFolderUpdate,
  DesignStudioListOptions,
  DomainSuppressionsOptions,
  ImportInput,
  JourneyMetricsOptions,
  LinkMetricsOptions,
  ListActivitiesOptions,
  ListDesignStudioComponentsOptions,
  ListDesignStudioEmailsOptions,
  ListNewslettersOptions,
  MessageOptions,
  MessagesOptions,
  MetricsOptions,
  MetricsWindowOptions,
  NewsletterMessagesOptions,
  NewsletterMetricsOptions,
  ObjectIdType,
  ObjectRelationshipsOptions,
  PaginationOptions,
  ReportingWebhookInput,
  ReportingWebhookUpdate,
  SegmentInput,
  SenderIdentitiesOptions,
  SnippetInput,
  SuppressionsOptions,
  SuppressionType,
  TransactionalDeliveriesOptions,
  TransactionalLinkMetricsOptions,
  TransactionalMetricsOptions,
} from './options.js';
import { type Recipients, recipientsOf } from './recipients.js';
import {
  SendEmailRequest,
  SendInAppRequest,
  SendInboxMessageRequest,
  SendPushRequest,
  SendSMSRequest,
  SendWhatsAppRequest,
} from './send-requests.js';

/** Options of the client of the App API. */
type APIDefaults = RequestDefaults & {
  /** The region of the workspace. Default {@link RegionUS}. */
  region: Region;
  /** The address of the API with its path, `/v1`, in place of the region's. */
  url?: string;
  /** How failed requests are repeated. */
  retry?: Partial<RetryOptions>;
};

/**
 * The App API, with the interface of customerio-node: a method an operation, in one class as there.
 *
 * A missing argument is thrown as `MissingParamError`, before anything is sent. Calls reject with `CustomerIORequestError` for a
 * status that is not 2xx, and as `fetch` does without a response.
 *
 * @see https://docs.customer.io/integrations/api/app/
 */
export class APIClient {
  /** The key of the App API. */
  declare appKey: BearerAuth;
  /** The options of the client. */
  defaults: APIDefaults;
  /** Sends the requests, also to addresses without a method here. */
  request: CIORequest;
  /** The address of the App API. */
  apiRoot: string;

  /**
   * @param appKey A key of the App API.
   * @throws Error for a region that is none.
   */
  constructor(appKey: BearerAuth, defaults: Partial<APIDefaults> = {}) {
    requireRegion(defaults.region);
    hide<APIClient>(this, { appKey });
    this.defaults = { ...defaults, region: defaults.region || RegionUS };
    const { region, url, ...requestDefaults } = this.defaults;
    this.request = new CIORequest(appKey, requestDefaults);
    this.apiRoot = url || region.apiUrl;
  }

  /**
   * The client of `@cio/app-api` with the same key, address and connections: to move a program over call by call.
   *
   * @throws ValidationError for a key that it would not take, Error for a `url` without `/v1`.
   */
  get modern(): AppClient {
    const { appKey, apiRoot, defaults, request } = this;
    const apiKey = typeof appKey === 'string' ? trimHeader(appKey) : appKey;
    const options = modernOptions(apiRoot, '/v1', defaults.region, request);
    return kept(modernClients, this, () => new AppClient({ apiKey, ...options }));
  }

  /**
   * Sends an email to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendEmail
   */
  sendEmail(req: SendEmailRequest): Result {
    requireRequest(req, SendEmailRequest);
    return this.request.post(`${this.apiRoot}/send/email`, req.message);
  }

  /**
   * Sends a push notification to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendPush
   */
  sendPush(req: SendPushRequest): Result {
    requireRequest(req, SendPushRequest);
    return this.request.post(`${this.apiRoot}/send/push`, req.message);
  }

  /**
   * Sends an SMS to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendSMS
   */
  sendSMS(req: SendSMSRequest): Result {
    requireRequest(req, SendSMSRequest);
    return this.request.post(`${this.apiRoot}/send/sms`, req.message);
  }

  /**
   * Sends a WhatsApp message to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendWhatsApp
   */
  sendWhatsApp(req: SendWhatsAppRequest): Result {
    requireRequest(req, SendWhatsAppRequest);
    return this.request.post(`${this.apiRoot}/send/whatsapp`, req.message);
  }

  /**
   * Sends a message to one person's inbox in your app.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendInboxMessage
   */
  sendInboxMessage(req: SendInboxMessageRequest): Result {
    requireRequest(req, SendInboxMessageRequest);
    return this.request.post(`${this.apiRoot}/send/inbox_message`, req.message);
  }

  /**
   * Sends an in-app message to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendInApp
   */
  sendInApp(req: SendInAppRequest): Result {
    requireRequest(req, SendInAppRequest);
    return this.request.post(`${this.apiRoot}/send/in_app`, req.message);
  }

  /**
   * Lists the people with an email address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleEmail
   */
  getCustomersByEmail(email: string): Result {
    if (typeof email !== 'string' || isMissing(email)) throw new Error('"email" must be a string');
    return this.request.get(`${this.apiRoot}/customers?email=${encodeURIComponent(email)}`);
  }

  /**
   * Triggers a broadcast.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/triggerBroadcast
   */
  triggerBroadcast(broadcastId: Id, data?: RequestData, recipients?: Recipients): Result {
    const payload: Json = {};
    if (data && Object.keys(data).length > 0) payload.data = data;
    if (recipients && Object.keys(recipients).length > 0) Object.assign(payload, recipientsOf(recipients));
    return this.request.post(
      `${this.apiRoot}/campaigns/${pathParam('broadcastId', broadcastId)}/triggers`,
      payload,
    );
  }

  /**
   * Lists all exports.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listExports
   */
  listExports(): Result {
    return this.request.get(`${this.apiRoot}/exports`);
  }

  /**
   * Returns an export, with its status.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getExport
   */
  getExport(id: Id): Result {
    return this.request.get(`${this.apiRoot}/exports/${pathParam('id', id)}`);
  }

  /**
   * Returns the URL of the file, which is valid for a short time and needs no credentials.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/downloadExport
   */
  downloadExport(id: Id): Result {
    return this.request.get(`${this.apiRoot}/exports/${pathParam('id', id)}/download`);
  }

  /**
   * Exports the people who match a filter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/exportPeopleData
   */
  createCustomersExport(filters: Filter): Result {
    requireValue('filters', filters);
    return this.request.post(`${this.apiRoot}/exports/customers`, { filters });
  }

  /**
   * Exports the deliveries of one newsletter, campaign, transactional message or action.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/exportDeliveriesData
   */
  createDeliveriesExport(newsletterId: number, options?: DeliveryExportRequestOptions): Result {
    requireParam('newsletterId', newsletterId);
    return this.request.post(`${this.apiRoot}/exports/deliveries`, {
      newsletter_id: newsletterId,
      ...options,
    });
  }

  /**
   * Returns a person's attributes and devices.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonAttributes
   */
  getAttributes(id: Id, idType: IdentifierType = IdentifierType.Id): Result {
    const url = `${this.apiRoot}/customers/${pathParam('id', id)}/attributes`;
    requireIdentifierType(idType);
    return this.request.get(`${url}?id_type=${idType}`);
  }

  /**
   * Lists the activities of a person, newest first.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonActivities
   */
  getCustomerActivities(customerId: Id, options: CustomerActivitiesOptions = {}): Result {
    const url = `${this.apiRoot}/customers/${pathParam('customerId', customerId)}/activities`;
    requireIdentifierType(options.idType);
    return this.request.get(
      url +
        queryString({
          id_type: options.idType,
          start: options.start,
          limit: options.limit,
          type: options.type,
          name: options.name,
        }),
    );
  }

  /**
   * Lists the messages to a person. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonMessages
   */
  getCustomerMessages(customerId: Id, options: CustomerMessagesOptions = {}): Result {
    const url = `${this.apiRoot}/customers/${pathParam('customerId', customerId)}/messages`;
    requireIdentifierType(options.idType);
    return this.request.get(
      url +
        queryString({
          id_type: options.idType,
          start: options.start,
          limit: options.limit,
          start_ts: options.start_ts,
          end_ts: options.end_ts,
        }),
    );
  }

  /**
   * Lists the objects that a person is related to. A page can repeat items of an earlier page.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonRelationships
   */
  getCustomerRelationships(customerId: Id, options: PaginationOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/customers/${pathParam('customerId', customerId)}/relationships${queryString({ start: options.start, limit: options.limit })}`,
    );
  }

  /**
   * Lists the segments that contain a person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonSegments
   */
  getCustomerSegments(customerId: Id, idType: IdentifierType = IdentifierType.Id): Result {
    const url = `${this.apiRoot}/customers/${pathParam('customerId', customerId)}/segments`;
    requireIdentifierType(idType);
    return this.request.get(url + queryString({ id_type: idType }));
  }

  /**
   * Returns a person's subscription preferences. `language` translates the topics.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonSubscriptionPreferences
   */
  getCustomerSubscriptionPreferences(
    customerId: Id,
    options: CustomerSubscriptionPreferencesOptions = {},
  ): Result {
    const url = `${this.apiRoot}/customers/${pathParam('customerId', customerId)}/subscription_preferences`;
    requireIdentifierType(options.idType);
    return this.request.get(url + queryString({ id_type: options.idType, language: options.language }));
  }

  /**
   * Lists the people who match a filter. At most 1,000 per page.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleFilter
   */
  searchCustomers(filter: Filter, options: PaginationOptions = {}): Result {
    requireValue('filter', filter);
    return this.request.post(
      `${this.apiRoot}/customers${queryString({ start: options.start, limit: options.limit })}`,
      { filter },
    );
  }

  /**
   * Returns up to 100 people with their attributes and devices, by identifiers of one type. Unknown identifiers are ignored.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleById
   */
  getCustomersAttributes(ids: Id[]): Result {
    requireItems('ids', ids);
    return this.request.post(`${this.apiRoot}/customers/attributes`, { ids });
  }

  /**
   * Returns an object's attributes.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectAttributes
   */
  getObjectAttributes(objectTypeId: Id, objectId: Id, idType?: ObjectIdType): Result {
    const url = `${this.apiRoot}/objects/${pathParam('objectTypeId', objectTypeId)}/${pathParam('objectId', objectId)}/attributes`;
    requireObjectIdType(idType);
    return this.request.get(url + queryString({ id_type: idType }));
  }

  /**
   * Lists the people that an object is related to.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectRelationships
   */
  getObjectRelationships(objectTypeId: Id, objectId: Id, options: ObjectRelationshipsOptions = {}): Result {
    const url = `${this.apiRoot}/objects/${pathParam('objectTypeId', objectTypeId)}/${pathParam('objectId', objectId)}/relationships`;
    requireObjectIdType(options.idType);
    return this.request.get(
      url + queryString({ id_type: options.idType, start: options.start, limit: options.limit }),
    );
  }

  /**
   * Lists the objects of a type that match a filter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectsFilter
   */
  findObjects(objectTypeId: Id, filter: ObjectFilter, options: PaginationOptions = {}): Result {
    requireParam('objectTypeId', objectTypeId);
    requireValue('filter', filter);
    return this.request.post(
      `${this.apiRoot}/objects${queryString({ start: options.start, limit: options.limit })}`,
      { object_type_id: objectTypeId, filter },
    );
  }

  /**
   * Lists the object types.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectTypes
   */
  listObjectTypes(): Result {
    return this.request.get(`${this.apiRoot}/object_types`);
  }

  /**
   * Lists the activities of all people, newest first.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listActivities
   */
  listActivities(options: ListActivitiesOptions = {}): Result {
    requireIdentifierType(options.idType);
    return this.request.get(
      `${this.apiRoot}/activities${queryString({ start: options.start, limit: options.limit, type: options.type, name: options.name, deleted: options.deleted, customer_id: options.customerId, id_type: options.idType })}`,
    );
  }

  /**
   * Lists all segments.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listSegments
   */
  listSegments(): Result {
    return this.request.get(`${this.apiRoot}/segments`);
  }

  /**
   * Creates an empty manual segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createManSegment
   */
  createSegment(segment: SegmentInput): Result {
    requireObject('segment', segment);
    requireParam('segment.name', segment.name);
    return this.request.post(`${this.apiRoot}/segments`, { segment });
  }

  /**
   * Returns a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegment
   */
  getSegment(segmentId: Id): Result {
    return this.request.get(`${this.apiRoot}/segments/${pathParam('segmentId', segmentId)}`);
  }

  /**
   * Deletes a manual segment. Its people are not deleted.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteManSegment
   */
  deleteSegment(segmentId: Id): Result {
    return this.request.destroy(`${this.apiRoot}/segments/${pathParam('segmentId', segmentId)}`);
  }

  /**
   * Returns the number of people in a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentCount
   */
  getSegmentCustomerCount(segmentId: Id): Result {
    return this.request.get(`${this.apiRoot}/segments/${pathParam('segmentId', segmentId)}/customer_count`);
  }

  /**
   * Lists the people in a segment. `ids[i]` of a page is the id of its `identifiers[i]`, and empty if there is none.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentMembership
   */
  getSegmentMembership(segmentId: Id, options: PaginationOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/segments/${pathParam('segmentId', segmentId)}/membership${queryString({ start: options.start, limit: options.limit })}`,
    );
  }

  /**
   * Returns the campaigns and newsletters that use a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentDependencies
   */
  getSegmentUsedBy(segmentId: Id): Result {
    return this.request.get(`${this.apiRoot}/segments/${pathParam('segmentId', segmentId)}/used_by`);
  }

  /**
   * Lists all topics.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getTopics
   */
  listSubscriptionTopics(): Result {
    return this.request.get(`${this.apiRoot}/subscription_topics`);
  }

  /**
   * Lists all channels.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getChannels
   */
  listSubscriptionChannels(): Result {
    return this.request.get(`${this.apiRoot}/subscription_channels`);
  }

  /**
   * Creates a link to a person's subscription page. It is valid for 24 hours and needs no credentials.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSubscriptionCenterToken
   */
  getSubscriptionCenterToken(customerId: Id): Result {
    return this.request.get(
      `${this.apiRoot}/subscription_center/${pathParam('customerId', customerId)}/token`,
    );
  }

  /**
   * Lists all transactional messages.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listTransactional
   */
  listTransactionalMessages(): Result {
    return this.request.get(`${this.apiRoot}/transactional`);
  }

  /**
   * Returns a transactional message.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getTransactional
   */
  getTransactionalMessage(transactionalId: Id): Result {
    return this.request.get(`${this.apiRoot}/transactional/${pathParam('transactionalId', transactionalId)}`);
  }

  /**
   * Lists the contents of a transactional message, one per language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listTransactionalVariants
   */
  getTransactionalMessageContents(transactionalId: Id): Result {
    return this.request.get(
      `${this.apiRoot}/transactional/${pathParam('transactionalId', transactionalId)}/contents`,
    );
  }

  /**
   * Returns the content in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getTransactionalVariant
   */
  getTransactionalMessageLanguage(transactionalId: Id, language: string): Result {
    return this.request.get(
      `${this.apiRoot}/transactional/${pathParam('transactionalId', transactionalId)}/language/${pathParam('language', language)}`,
    );
  }

  /**
   * Replaces the content in one language; '' is the default language. Not for content made in Design Studio.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateTransactionalVariant
   */
  updateTransactionalMessageLanguage(transactionalId: Id, language: string, data: RequestData = {}): Result {
    return this.request.put(
      `${this.apiRoot}/transactional/${pathParam('transactionalId', transactionalId)}/language/${pathParam('language', language)}`,
      data,
    );
  }

  /**
   * Lists the messages of a transactional message. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/transactionalMessages
   */
  getTransactionalMessageDeliveries(
    transactionalId: Id,
    options: TransactionalDeliveriesOptions = {},
  ): Result {
    return this.request.get(
      `${this.apiRoot}/transactional/${pathParam('transactionalId', transactionalId)}/messages${queryString({ start: options.start, limit: options.limit, metric: options.metric, start_ts: options.start_ts, end_ts: options.end_ts, get_tracked_responses: options.get_tracked_responses })}`,
    );
  }

  /**
   * Returns the metrics of a transactional message, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/transactionalMetrics
   */
  getTransactionalMessageMetrics(transactionalId: Id, options: TransactionalMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/transactional/${pathParam('transactionalId', transactionalId)}/metrics${queryString({ period: options.period, steps: options.steps })}`,
    );
  }

  /**
   * Returns the clicks on the links of a transactional message, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/transactionalLinks
   */
  getTransactionalMessageLinkMetrics(
    transactionalId: Id,
    options: TransactionalLinkMetricsOptions = {},
  ): Result {
    return this.request.get(
      `${this.apiRoot}/transactional/${pathParam('transactionalId', transactionalId)}/metrics/links${queryString({ period: options.period, steps: options.steps, unique: options.unique })}`,
    );
  }

  /**
   * Replaces a content. Not for content made in Design Studio.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateTransactional
   */
  updateTransactionalMessageContent(transactionalId: Id, contentId: Id, data: RequestData = {}): Result {
    return this.request.put(
      `${this.apiRoot}/transactional/${pathParam('transactionalId', transactionalId)}/content/${pathParam('contentId', contentId)}`,
      data,
    );
  }

  /**
   * Lists all campaigns.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listCampaigns
   */
  listCampaigns(): Result {
    return this.request.get(`${this.apiRoot}/campaigns`);
  }

  /**
   * Returns a campaign.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaigns
   */
  getCampaign(campaignId: Id): Result {
    return this.request.get(`${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}`);
  }

  /**
   * Lists the actions of a campaign.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listCampaignActions
   */
  getCampaignActions(campaignId: Id, options: { start?: string } = {}): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/actions${queryString({ start: options.start })}`,
    );
  }

  /**
   * Returns an action, with its content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignAction
   */
  getCampaignAction(campaignId: Id, actionId: Id): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/actions/${pathParam('actionId', actionId)}`,
    );
  }

  /**
   * Updates an action.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCampaignAction
   */
  updateCampaignAction(campaignId: Id, actionId: Id, data: RequestData = {}): Result {
    return this.request.put(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/actions/${pathParam('actionId', actionId)}`,
      data,
    );
  }

  /**
   * Returns an action in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignActionTranslation
   */
  getCampaignActionLanguage(campaignId: Id, actionId: Id, language: string): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/actions/${pathParam('actionId', actionId)}/language/${pathParam('language', language)}`,
    );
  }

  /**
   * Updates an action in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCampaignActionTranslation
   */
  updateCampaignActionLanguage(
    campaignId: Id,
    actionId: Id,
    language: string,
    data: RequestData = {},
  ): Result {
    return this.request.put(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/actions/${pathParam('actionId', actionId)}/language/${pathParam('language', language)}`,
      data,
    );
  }

  /**
   * Returns the metrics of an action, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignActionMetrics
   */
  getCampaignActionMetrics(campaignId: Id, actionId: Id, options: CampaignActionMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/actions/${pathParam('actionId', actionId)}/metrics${queryString({ version: options.version, res: options.res, tz: options.tz, start: options.start, end: options.end, period: options.period, steps: options.steps })}`,
    );
  }

  /**
   * Returns the clicks on the links of an action, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignActionLinks
   */
  getCampaignActionMetricsLinks(campaignId: Id, actionId: Id, options: LinkMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/actions/${pathParam('actionId', actionId)}/metrics/links${queryString({ period: options.period, steps: options.steps, unique: options.unique })}`,
    );
  }

  /**
   * Returns the metrics of a campaign, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignMetrics
   */
  getCampaignMetrics(campaignId: Id, options: CampaignMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/metrics${queryString({ version: options.version, type: options.type, res: options.res, tz: options.tz, start: options.start, end: options.end, period: options.period, steps: options.steps })}`,
    );
  }

  /**
   * Returns the clicks on the links of a campaign, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignLinkMetrics
   */
  getCampaignMetricsLinks(campaignId: Id, options: LinkMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/metrics/links${queryString({ period: options.period, steps: options.steps, unique: options.unique })}`,
    );
  }

  /**
   * Returns the journeys of a campaign: started, and by outcome, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/campaignJourneyMetrics
   */
  getCampaignJourneyMetrics(campaignId: Id, options: JourneyMetricsOptions): Result {
    const url = `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/journey_metrics`;
    requireParam('options.start', options?.start);
    requireParam('options.end', options.end);
    requireParam('options.res', options.res);
    return this.request.get(
      url + queryString({ start: options.start, end: options.end, resolution: options.res }),
    );
  }

  /**
   * Lists the messages of a campaign. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCampaignMessages
   */
  getCampaignMessages(campaignId: Id, options: CampaignMessagesOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('campaignId', campaignId)}/messages${queryString({ start: options.start, limit: options.limit, type: options.type, metric: options.metric, drafts: options.drafts, start_ts: options.start_ts, end_ts: options.end_ts, get_tracked_responses: options.get_tracked_responses })}`,
    );
  }

  /**
   * Returns the status of a trigger.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastStatus
   */
  getBroadcastTriggerStatus(broadcastId: Id, triggerId: Id): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('broadcastId', broadcastId)}/triggers/${pathParam('triggerId', triggerId)}`,
    );
  }

  /**
   * Lists the errors in the audience of a trigger.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastErrors
   */
  getBroadcastTriggerErrors(broadcastId: Id, triggerId: Id, options: PaginationOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/campaigns/${pathParam('broadcastId', broadcastId)}/triggers/${pathParam('triggerId', triggerId)}/errors${queryString({ start: options.start, limit: options.limit })}`,
    );
  }

  /**
   * Lists all API-triggered broadcasts.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listBroadcasts
   */
  listBroadcasts(): Result {
    return this.request.get(`${this.apiRoot}/broadcasts`);
  }

  /**
   * Returns a broadcast.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getBroadcast
   */
  getBroadcast(broadcastId: Id): Result {
    return this.request.get(`${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}`);
  }

  /**
   * Lists the actions of a broadcast.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastActions
   */
  getBroadcastActions(broadcastId: Id): Result {
    return this.request.get(`${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/actions`);
  }

  /**
   * Returns an action, with its content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getBroadcastAction
   */
  getBroadcastAction(broadcastId: Id, actionId: Id): Result {
    return this.request.get(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/actions/${pathParam('actionId', actionId)}`,
    );
  }

  /**
   * Updates an action.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateBroadcastAction
   */
  updateBroadcastAction(broadcastId: Id, actionId: Id, data: RequestData = {}): Result {
    return this.request.put(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/actions/${pathParam('actionId', actionId)}`,
      data,
    );
  }

  /**
   * Returns an action in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getBroadcastActionLanguage
   */
  getBroadcastActionLanguage(broadcastId: Id, actionId: Id, language: string): Result {
    return this.request.get(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/actions/${pathParam('actionId', actionId)}/language/${pathParam('language', language)}`,
    );
  }

  /**
   * Updates an action in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateBroadcastActionLanguage
   */
  updateBroadcastActionLanguage(
    broadcastId: Id,
    actionId: Id,
    language: string,
    data: RequestData = {},
  ): Result {
    return this.request.put(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/actions/${pathParam('actionId', actionId)}/language/${pathParam('language', language)}`,
      data,
    );
  }

  /**
   * Returns the metrics of an action, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastActionMetrics
   */
  getBroadcastActionMetrics(broadcastId: Id, actionId: Id, options: MetricsWindowOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/actions/${pathParam('actionId', actionId)}/metrics${queryString({ period: options.period, steps: options.steps })}`,
    );
  }

  /**
   * Returns the clicks on the links of an action, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastActionLinks
   */
  getBroadcastActionMetricsLinks(broadcastId: Id, actionId: Id, options: LinkMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/actions/${pathParam('actionId', actionId)}/metrics/links${queryString({ period: options.period, steps: options.steps, unique: options.unique })}`,
    );
  }

  /**
   * Returns the metrics of a broadcast, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastMetrics
   */
  getBroadcastMetrics(broadcastId: Id, options: MetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/metrics${queryString({ period: options.period, steps: options.steps, type: options.type })}`,
    );
  }

  /**
   * Returns the clicks on the links of a broadcast, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastLinks
   */
  getBroadcastMetricsLinks(broadcastId: Id, options: LinkMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/metrics/links${queryString({ period: options.period, steps: options.steps, unique: options.unique })}`,
    );
  }

  /**
   * Lists the messages of a broadcast. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastMessages
   */
  getBroadcastMessages(broadcastId: Id, options: BroadcastMessagesOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/messages${queryString({ start: options.start, limit: options.limit, metric: options.metric, type: options.type, start_ts: options.start_ts, end_ts: options.end_ts, get_tracked_responses: options.get_tracked_responses })}`,
    );
  }

  /**
   * Lists the triggers of a broadcast.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listBroadcastTriggers
   */
  getBroadcastTriggers(broadcastId: Id): Result {
    return this.request.get(`${this.apiRoot}/broadcasts/${pathParam('broadcastId', broadcastId)}/triggers`);
  }

  /**
   * Lists all contents of a newsletter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listNewsletterVariants
   */
  listNewsletters(options: ListNewslettersOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters${queryString({ start: options.start, limit: options.limit, sort: options.sort })}`,
    );
  }

  /**
   * Adds a language, and returns the newsletter, with the id of the new content in its `content_ids`.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createNewsletterLanguageVariant
   */
  createNewsletter(data: RequestData = {}): Result {
    return this.request.post(`${this.apiRoot}/newsletters`, data);
  }

  /**
   * Returns a content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterVariant
   */
  getNewsletter(newsletterId: Id): Result {
    return this.request.get(`${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}`);
  }

  /**
   * Removes a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteNewsletterLanguageVariant
   */
  deleteNewsletter(newsletterId: Id): Result {
    return this.request.destroy(`${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}`);
  }

  /**
   * Lists all contents of a newsletter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listNewsletterVariants
   */
  getNewsletterContents(newsletterId: Id): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/contents`,
    );
  }

  /**
   * Returns a content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterVariant
   */
  getNewsletterContent(newsletterId: Id, contentId: Id): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/contents/${pathParam('contentId', contentId)}`,
    );
  }

  /**
   * Updates a content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateNewsletterVariant
   */
  updateNewsletterContent(newsletterId: Id, contentId: Id, data: RequestData = {}): Result {
    return this.request.put(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/contents/${pathParam('contentId', contentId)}`,
      data,
    );
  }

  /**
   * Returns the metrics of a content, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getVariantMetrics
   */
  getNewsletterContentMetrics(
    newsletterId: Id,
    contentId: Id,
    options: NewsletterMetricsOptions = {},
  ): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/contents/${pathParam('contentId', contentId)}/metrics${queryString({ period: options.period, steps: options.steps })}`,
    );
  }

  /**
   * Returns the clicks on the links of a content, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getVariantLinks
   */
  getNewsletterContentMetricsLinks(
    newsletterId: Id,
    contentId: Id,
    options: LinkMetricsOptions = {},
  ): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/contents/${pathParam('contentId', contentId)}/metrics/links${queryString({ period: options.period, steps: options.steps, unique: options.unique })}`,
    );
  }

  /**
   * Returns the metrics of a content, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getVariantMetrics
   */
  getNewsletterMetrics(newsletterId: Id, options: NewsletterMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/metrics${queryString({ period: options.period, steps: options.steps })}`,
    );
  }

  /**
   * Returns the clicks on the links of a content, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getVariantLinks
   */
  getNewsletterMetricsLinks(newsletterId: Id, options: LinkMetricsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/metrics/links${queryString({ period: options.period, steps: options.steps, unique: options.unique })}`,
    );
  }

  /**
   * Lists the messages of a newsletter. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterMsgMeta
   */
  getNewsletterMessages(newsletterId: Id, options: NewsletterMessagesOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/messages${queryString({ start: options.start, limit: options.limit, metric: options.metric, type: options.type, start_ts: options.start_ts, end_ts: options.end_ts, get_tracked_responses: options.get_tracked_responses })}`,
    );
  }

  /**
   * Sends a newsletter now. A retry strategy repeats it only if no request reached Customer.io.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendNewsletter
   */
  sendNewsletter(newsletterId: Id, data: RequestData = {}): Result {
    return this.request.post(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/send`,
      data,
    );
  }

  /**
   * Schedules a newsletter; `scheduled_at: 0` cancels the schedule.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/scheduleNewsletter
   */
  scheduleNewsletter(newsletterId: Id, data: RequestData = {}): Result {
    return this.request.post(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/schedule`,
      data,
    );
  }

  /**
   * Adds a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createEmailTranslation
   */
  createNewsletterLanguage(newsletterId: Id, data: RequestData = {}): Result {
    return this.request.post(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/language`,
      data,
    );
  }

  /**
   * Returns an email in one language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getEmailTranslation
   */
  getNewsletterLanguage(newsletterId: Id, language: string): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/language/${pathParam('language', language)}`,
    );
  }

  /**
   * Updates a translation: the fields that are passed.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEmailTranslation
   */
  updateNewsletterLanguage(newsletterId: Id, language: string, data: RequestData = {}): Result {
    return this.request.put(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/language/${pathParam('language', language)}`,
      data,
    );
  }

  /**
   * Removes a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteEmailTranslation
   */
  deleteNewsletterLanguage(newsletterId: Id, language: string): Result {
    return this.request.destroy(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/language/${pathParam('language', language)}`,
    );
  }

  /**
   * Lists all contents of a newsletter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listNewsletterVariants
   */
  getNewsletterTestGroups(newsletterId: Id): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/test_groups`,
    );
  }

  /**
   * Adds a language, and returns the newsletter, with the id of the new content in its `content_ids`.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createNewsletterLanguageVariant
   */
  createNewsletterTestGroup(newsletterId: Id): Result {
    return this.request.post(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/test_groups`,
    );
  }

  /**
   * Adds a language to a variant, and returns the newsletter, with the id of the new content in its `content_ids`.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createNewsletterTestLanguageVariant
   */
  createNewsletterTestGroupLanguage(newsletterId: Id, testGroupId: Id, data: RequestData = {}): Result {
    return this.request.post(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/test_group/${pathParam('testGroupId', testGroupId)}/language`,
      data,
    );
  }

  /**
   * Returns a variant in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterVariantTranslationTest
   */
  getNewsletterTestGroupLanguage(newsletterId: Id, testGroupId: Id, language: string): Result {
    return this.request.get(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/test_group/${pathParam('testGroupId', testGroupId)}/language/${pathParam('language', language)}`,
    );
  }

  /**
   * Updates a variant in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateNewsletterTestTranslation
   */
  updateNewsletterTestGroupLanguage(
    newsletterId: Id,
    testGroupId: Id,
    language: string,
    data: RequestData = {},
  ): Result {
    return this.request.put(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/test_group/${pathParam('testGroupId', testGroupId)}/language/${pathParam('language', language)}`,
      data,
    );
  }

  /**
   * Removes a language of a variant.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteNewsletterTestLanguageVariant
   */
  deleteNewsletterTestGroupLanguage(newsletterId: Id, testGroupId: Id, language: string): Result {
    return this.request.destroy(
      `${this.apiRoot}/newsletters/${pathParam('newsletterId', newsletterId)}/test_group/${pathParam('testGroupId', testGroupId)}/language/${pathParam('language', language)}`,
    );
  }

  /**
   * Lists all folders, or the subfolders of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listFolders
   */
  listDesignStudioFolders(options: DesignStudioListOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/design_studio/folders${queryString({ parent_folder_id: options.parentFolderId, direct_descendants_only: options.directDescendantsOnly, sort_by: options.sortBy, sort_order: options.sortOrder, created_before: options.createdBefore, created_after: options.createdAfter, updated_before: options.updatedBefore, updated_after: options.updatedAfter, page: options.page, limit: options.limit })}`,
    );
  }

  /**
   * Creates a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createFolder
   */
  createDesignStudioFolder(folder: DesignStudioFolderInput): Result {
    requireObject('folder', folder);
    requireParam('folder.name', folder.name);
    return this.request.post(`${this.apiRoot}/design_studio/folders`, folder);
  }

  /**
   * Returns a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getFolder
   */
  getDesignStudioFolder(folderId: string): Result {
    return this.request.get(`${this.apiRoot}/design_studio/folders/${pathParam('folderId', folderId)}`);
  }

  /**
   * Updates a folder: the fields that are passed. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateFolder
   */
  updateDesignStudioFolder(folderId: string, updates: DesignStudioFolderUpdate): Result {
    const url = `${this.apiRoot}/design_studio/folders/${pathParam('folderId', folderId)}`;
    requireObject('updates', updates);
    return this.request.put(url, updates);
  }

  /**
   * Deletes a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteFolder
   */
  deleteDesignStudioFolder(folderId: string): Result {
    return this.request.destroy(`${this.apiRoot}/design_studio/folders/${pathParam('folderId', folderId)}`);
  }

  /**
   * Lists all emails, or the emails of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listEmails
   */
  listDesignStudioEmails(options: ListDesignStudioEmailsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/design_studio/emails${queryString({ parent_folder_id: options.parentFolderId, direct_descendants_only: options.directDescendantsOnly, sort_by: options.sortBy, sort_order: options.sortOrder, created_before: options.createdBefore, created_after: options.createdAfter, updated_before: options.updatedBefore, updated_after: options.updatedAfter, page: options.page, limit: options.limit, is_template: options.isTemplate, has_translations: options.hasTranslations, is_linked: options.isLinked })}`,
    );
  }

  /**
   * Creates an email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createEmail
   */
  createDesignStudioEmail(email: DesignStudioEmailInput): Result {
    requireObject('email', email);
    requireParam('email.name', email.name);
    return this.request.post(`${this.apiRoot}/design_studio/emails`, email);
  }

  /**
   * Returns an email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getEmail
   */
  getDesignStudioEmail(emailId: string): Result {
    return this.request.get(`${this.apiRoot}/design_studio/emails/${pathParam('emailId', emailId)}`);
  }

  /**
   * Updates an email: the fields that are passed. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEmail
   */
  updateDesignStudioEmail(emailId: string, updates: DesignStudioEmailUpdate): Result {
    const url = `${this.apiRoot}/design_studio/emails/${pathParam('emailId', emailId)}`;
    requireObject('updates', updates);
    return this.request.put(url, updates);
  }

  /**
   * Deletes an email that is not linked to a message.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteEmail
   */
  deleteDesignStudioEmail(emailId: string): Result {
    return this.request.destroy(`${this.apiRoot}/design_studio/emails/${pathParam('emailId', emailId)}`);
  }

  /**
   * Lists all translations of an email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listEmailTranslations
   */
  listDesignStudioEmailLanguages(emailId: string): Result {
    return this.request.get(
      `${this.apiRoot}/design_studio/emails/${pathParam('emailId', emailId)}/languages`,
    );
  }

  /**
   * Adds a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createEmailTranslation
   */
  createDesignStudioEmailLanguage(emailId: string, translation: DesignStudioEmailTranslationInput): Result {
    const url = `${this.apiRoot}/design_studio/emails/${pathParam('emailId', emailId)}/languages`;
    requireObject('translation', translation);
    requireParam('translation.language', translation.language);
    return this.request.post(url, translation);
  }

  /**
   * Returns an email in one language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getEmailTranslation
   */
  getDesignStudioEmailLanguage(emailId: string, language: string): Result {
    return this.request.get(
      `${this.apiRoot}/design_studio/emails/${pathParam('emailId', emailId)}/languages/${pathParam('language', language)}`,
    );
  }

  /**
   * Updates a translation: the fields that are passed.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEmailTranslation
   */
  updateDesignStudioEmailLanguage(
    emailId: string,
    language: string,
    updates: DesignStudioEmailTranslationUpdate,
  ): Result {
    const url = `${this.apiRoot}/design_studio/emails/${pathParam('emailId', emailId)}/languages/${pathParam('language', language)}`;
    requireObject('updates', updates);
    return this.request.put(url, updates);
  }

  /**
   * Removes a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteEmailTranslation
   */
  deleteDesignStudioEmailLanguage(emailId: string, language: string): Result {
    return this.request.destroy(
      `${this.apiRoot}/design_studio/emails/${pathParam('emailId', emailId)}/languages/${pathParam('language', language)}`,
    );
  }

  /**
   * Lists all components, or the components of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listComponents
   */
  listDesignStudioComponents(options: ListDesignStudioComponentsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/design_studio/components${queryString({ parent_folder_id: options.parentFolderId, direct_descendants_only: options.directDescendantsOnly, sort_by: options.sortBy, sort_order: options.sortOrder, created_before: options.createdBefore, created_after: options.createdAfter, updated_before: options.updatedBefore, updated_after: options.updatedAfter, page: options.page, limit: options.limit, tag: options.tag })}`,
    );
  }

  /**
   * Creates a component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createComponent
   */
  createDesignStudioComponent(component: DesignStudioComponentInput): Result {
    requireObject('component', component);
    requireParam('component.name', component.name);
    requireParam('component.tag', component.tag);
    return this.request.post(`${this.apiRoot}/design_studio/components`, component);
  }

  /**
   * Returns a component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getComponent
   */
  getDesignStudioComponent(componentId: string): Result {
    return this.request.get(
      `${this.apiRoot}/design_studio/components/${pathParam('componentId', componentId)}`,
    );
  }

  /**
   * Updates a component: the fields that are passed. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateComponent
   */
  updateDesignStudioComponent(componentId: string, updates: DesignStudioComponentUpdate): Result {
    const url = `${this.apiRoot}/design_studio/components/${pathParam('componentId', componentId)}`;
    requireObject('updates', updates);
    return this.request.put(url, updates);
  }

  /**
   * Deletes a component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteComponent
   */
  deleteDesignStudioComponent(componentId: string): Result {
    return this.request.destroy(
      `${this.apiRoot}/design_studio/components/${pathParam('componentId', componentId)}`,
    );
  }

  /**
   * Lists all files, or the files of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listAssets
   */
  listAssets(options: AssetListOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/assets${queryString({ parent_folder_id: options.parentFolderId, direct_descendants_only: options.directDescendantsOnly, page: options.page, limit: options.limit })}`,
    );
  }

  /**
   * Uploads a file: bmp, jpeg, png, gif or pdf, at most 2 MB.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createAsset
   */
  createAsset(file: CreateAssetInput): Result {
    return this.request.postForm(`${this.apiRoot}/assets/files`, assetForm(file));
  }

  /**
   * Returns a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getAsset
   */
  getAsset(assetId: Id): Result {
    return this.request.get(`${this.apiRoot}/assets/files/${pathParam('assetId', assetId)}`);
  }

  /**
   * Renames or moves a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateAsset
   */
  updateAsset(assetId: Id, updates: AssetUpdate): Result {
    const url = `${this.apiRoot}/assets/files/${pathParam('assetId', assetId)}`;
    requireObject('updates', updates);
    return this.request.put(url, updates);
  }

  /**
   * Deletes a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteAsset
   */
  deleteAsset(assetId: Id): Result {
    return this.request.destroy(`${this.apiRoot}/assets/files/${pathParam('assetId', assetId)}`);
  }

  /**
   * Lists all folders, or the subfolders of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listFolders
   */
  listAssetFolders(options: AssetListOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/assets/folders${queryString({ parent_folder_id: options.parentFolderId, direct_descendants_only: options.directDescendantsOnly, page: options.page, limit: options.limit })}`,
    );
  }

  /**
   * Creates a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createFolder
   */
  createAssetFolder(folder: AssetFolderInput): Result {
    requireObject('folder', folder);
    requireParam('folder.name', folder.name);
    return this.request.post(`${this.apiRoot}/assets/folders`, folder);
  }

  /**
   * Returns a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getFolder
   */
  getAssetFolder(folderId: Id): Result {
    return this.request.get(`${this.apiRoot}/assets/folders/${pathParam('folderId', folderId)}`);
  }

  /**
   * Updates a folder: the fields that are passed. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateFolder
   */
  updateAssetFolder(folderId: Id, updates: AssetFolderUpdate): Result {
    const url = `${this.apiRoot}/assets/folders/${pathParam('folderId', folderId)}`;
    requireObject('updates', updates);
    return this.request.put(url, updates);
  }

  /**
   * Deletes a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteFolder
   */
  deleteAssetFolder(folderId: Id): Result {
    return this.request.destroy(`${this.apiRoot}/assets/folders/${pathParam('folderId', folderId)}`);
  }

  /**
   * Lists all collections.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollections
   */
  listCollections(): Result {
    return this.request.get(`${this.apiRoot}/collections`);
  }

  /**
   * Creates a collection, from rows or from the URL of a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/addCollection
   */
  createCollection(collection: CollectionInput): Result {
    requireObject('collection', collection);
    requireParam('collection.name', collection.name);
    return this.request.post(`${this.apiRoot}/collections`, collection);
  }

  /**
   * Returns a collection, without its rows.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollection
   */
  getCollection(collectionId: Id): Result {
    return this.request.get(`${this.apiRoot}/collections/${pathParam('collectionId', collectionId)}`);
  }

  /**
   * Updates a collection: its name or its rows.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCollection
   */
  updateCollection(collectionId: Id, updates: CollectionUpdate): Result {
    const url = `${this.apiRoot}/collections/${pathParam('collectionId', collectionId)}`;
    requireObject('updates', updates);
    return this.request.put(url, updates);
  }

  /**
   * Deletes a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteCollection
   */
  deleteCollection(collectionId: Id): Result {
    return this.request.destroy(`${this.apiRoot}/collections/${pathParam('collectionId', collectionId)}`);
  }

  /**
   * Returns the rows of a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollectionContents
   */
  getCollectionContent(collectionId: Id): Result {
    return this.request.get(`${this.apiRoot}/collections/${pathParam('collectionId', collectionId)}/content`);
  }

  /**
   * Replaces the rows of a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCollectionContents
   */
  updateCollectionContent(collectionId: Id, content: CollectionRow[]): Result {
    const url = `${this.apiRoot}/collections/${pathParam('collectionId', collectionId)}/content`;
    requireList('content', content);
    return this.request.put(url, content);
  }

  /**
   * Returns the suppressions of an address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSuppression
   */
  searchSuppression(email: string): Result {
    return this.request.get(`${this.apiRoot}/esp/search_suppression/${pathParam('email', email)}`);
  }

  /**
   * Lists the addresses that are suppressed for a reason.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSuppressionByType
   */
  getSuppressions(suppressionType: SuppressionType, options: SuppressionsOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/esp/suppression/${pathParam('suppressionType', suppressionType)}${queryString({ limit: options.limit, offset: options.offset, email: options.email, domain: options.domain })}`,
    );
  }

  /**
   * Lists the addresses that are suppressed for a reason, for a sending domain.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getDomainSuppressionsByType
   */
  getDomainSuppressions(
    domainName: string,
    suppressionType: SuppressionType,
    options: DomainSuppressionsOptions = {},
  ): Result {
    return this.request.get(
      `${this.apiRoot}/esp/domains/${pathParam('domainName', domainName)}/suppression/${pathParam('suppressionType', suppressionType)}${queryString({ limit: options.limit, email: options.email, start: options.start })}`,
    );
  }

  /**
   * Suppresses an address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/postSuppression
   */
  createSuppression(suppressionType: SuppressionType, email: string): Result {
    return this.request.post(
      `${this.apiRoot}/esp/suppression/${pathParam('suppressionType', suppressionType)}/${pathParam('email', email)}`,
    );
  }

  /**
   * Removes the suppression of an address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteSuppression
   */
  deleteSuppression(suppressionType: SuppressionType, email: string): Result {
    return this.request.destroy(
      `${this.apiRoot}/esp/suppression/${pathParam('suppressionType', suppressionType)}/${pathParam('email', email)}`,
    );
  }

  /**
   * Lists all reporting webhooks.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listWebhooks
   */
  listReportingWebhooks(): Result {
    return this.request.get(`${this.apiRoot}/reporting_webhooks`);
  }

  /**
   * Creates a reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createWebhook
   */
  createReportingWebhook(webhook: ReportingWebhookInput): Result {
    requireObject('webhook', webhook);
    requireParam('webhook.endpoint', webhook.endpoint);
    return this.request.post(`${this.apiRoot}/reporting_webhooks`, webhook);
  }

  /**
   * Returns a reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getWebhook
   */
  getReportingWebhook(webhookId: Id): Result {
    return this.request.get(`${this.apiRoot}/reporting_webhooks/${pathParam('webhookId', webhookId)}`);
  }

  /**
   * Updates a reporting webhook. Omitted fields are not changed: `{ disabled: false }` enables it.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateWebhook
   */
  updateReportingWebhook(webhookId: Id, updates: ReportingWebhookUpdate): Result {
    const url = `${this.apiRoot}/reporting_webhooks/${pathParam('webhookId', webhookId)}`;
    requireObject('updates', updates);
    return this.request.put(url, updates);
  }

  /**
   * Deletes a reporting webhook.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteWebhook
   */
  deleteReportingWebhook(webhookId: Id): Result {
    return this.request.destroy(`${this.apiRoot}/reporting_webhooks/${pathParam('webhookId', webhookId)}`);
  }

  /**
   * Lists all snippets.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listSnippets
   */
  getSnippets(): Result {
    return this.request.get(`${this.apiRoot}/snippets`);
  }

  /**
   * Creates a snippet.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createSnippet
   */
  createSnippet(snippet: SnippetInput): Result {
    requireObject('snippet', snippet);
    requireParam('snippet.name', snippet.name);
    requireParam('snippet.value', snippet.value);
    return this.request.post(`${this.apiRoot}/snippets`, snippet);
  }

  /**
   * Creates or updates the snippet with a name.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateSnippets
   */
  updateSnippet(snippet: SnippetInput): Result {
    requireObject('snippet', snippet);
    requireParam('snippet.name', snippet.name);
    requireParam('snippet.value', snippet.value);
    return this.request.put(`${this.apiRoot}/snippets`, snippet);
  }

  /**
   * Deletes a snippet that nothing uses.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteSnippet
   */
  deleteSnippet(name: string): Result {
    return this.request.destroy(`${this.apiRoot}/snippets/${pathParam('name', name)}`);
  }

  /**
   * Lists all sender identities.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listSenders
   */
  getSenderIdentities(options: SenderIdentitiesOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/sender_identities${queryString({ start: options.start, limit: options.limit, sort: options.sort, hidden: options.hidden })}`,
    );
  }

  /**
   * Returns a sender identity.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSender
   */
  getSenderIdentity(senderId: Id): Result {
    return this.request.get(`${this.apiRoot}/sender_identities/${pathParam('senderId', senderId)}`);
  }

  /**
   * Returns the campaigns and newsletters that use a sender identity.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSenderUsage
   */
  getSenderIdentityUsedBy(senderId: Id): Result {
    return this.request.get(`${this.apiRoot}/sender_identities/${pathParam('senderId', senderId)}/used_by`);
  }

  /**
   * Lists all messages. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listMessages
   */
  getMessages(options: MessagesOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/messages${queryString({ start: options.start, limit: options.limit, drafts: options.drafts, metric: options.metric, type: options.type, campaign_id: options.campaign_id, action_id: options.action_id, newsletter_id: options.newsletter_id, transactional_id: options.transactional_id, trigger_id: options.trigger_id, template_id: options.template_id, content_id: options.content_id, start_ts: options.start_ts, end_ts: options.end_ts, associations: options.associations, get_tracked_responses: options.get_tracked_responses })}`,
    );
  }

  /**
   * Returns a message.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getMessage
   */
  getMessage(messageId: string, options: MessageOptions = {}): Result {
    return this.request.get(
      `${this.apiRoot}/messages/${pathParam('messageId', messageId)}${queryString({ archived_message: options.archived_message, associations: options.associations, get_tracked_responses: options.get_tracked_responses })}`,
    );
  }

  /**
   * Returns a message as it was sent, with its content. The quota is 100 calls per day: a 429 after that is an `ApiError`, not a `RetryableError`. The header `x-ratelimit-remaining` has the remaining calls.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getArchivedMessage
   */
  getArchivedMessage(messageId: string): Result {
    return this.request.get(`${this.apiRoot}/messages/${pathParam('messageId', messageId)}/archived_message`);
  }

  /**
   * Starts an import of the file at a URL. {
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/import
   */
  createImport(importData: ImportInput): Result {
    requireObject('importData', importData);
    requireParam('importData.data_file_url', importData.data_file_url);
    requireParam('importData.type', importData.type);
    return this.request.post(`${this.apiRoot}/imports`, { import: importData });
  }

  /**
   * Returns an import, with its state and the URL of the rejected rows (`error_download_url`).
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getImport
   */
  getImport(importId: Id): Result {
    return this.request.get(`${this.apiRoot}/imports/${pathParam('importId', importId)}`);
  }

  /**
   * Sets the metadata of up to 100 attributes.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateAttributeMetadata
   */
  batchUpdateAttributes(attributes: DataIndexAttribute[]): Result {
    requireItems('attributes', attributes);
    return this.request.post(`${this.apiRoot}/data_index/attributes`, { attributes });
  }

  /**
   * Sets the metadata of up to 100 events.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEventMetadata
   */
  batchUpdateEvents(events: DataIndexEvent[]): Result {
    requireItems('events', events);
    return this.request.post(`${this.apiRoot}/data_index/events`, { events });
  }

  /**
   * Lists all workspaces, with their usage.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listWorkspaces
   */
  listWorkspaces(): Result {
    return this.request.get(`${this.apiRoot}/workspaces`);
  }

  /**
   * Lists the IP addresses that Customer.io sends requests from.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCioAllowlist
   */
  getIpAddresses(): Result {
    return this.request.get(`${this.apiRoot}/info/ip_addresses`);
  }
}

const modernClients = new WeakMap<APIClient, AppClient>();

/** @throws Error for what is no request of the method. */
function requireRequest(
  value: unknown,
  type: { readonly name: string } & (new (options: never) => object),
): void {
  if (!(value instanceof type)) throw new Error(`"request" must be an instance of ${type.name}`);
}
