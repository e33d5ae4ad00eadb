import type { ClientStats, CloseOptions, HttpClient } from '@cio/core';
import { type AppOptions, appHttp } from './app-http.js';
import type {
  DeliveryReceipt,
  SendInApp,
  SendInboxMessage,
  SendPush,
  SendSms,
  SendWhatsapp,
} from './generated/types.js';
import { ActivitiesResource } from './resources/activities.js';
import { AssetsResource } from './resources/assets.js';
import { BroadcastsResource } from './resources/broadcasts.js';
import { CampaignsResource } from './resources/campaigns.js';
import { CollectionsResource } from './resources/collections.js';
import { CustomersResource } from './resources/customers.js';
import { DataIndexResource } from './resources/data-index.js';
import { DesignStudioResource } from './resources/design-studio.js';
import { EspSuppressionsResource } from './resources/esp-suppressions.js';
import { ExportsResource } from './resources/exports.js';
import { ImportsResource } from './resources/imports.js';
import { InfoResource } from './resources/info.js';
import { LiveNotificationsResource } from './resources/live-notifications.js';
import { MessagesResource } from './resources/messages.js';
import { NewslettersResource } from './resources/newsletters.js';
import { ObjectsResource } from './resources/objects.js';
import { OptOutsResource } from './resources/opt-outs.js';
import { ReportingWebhooksResource } from './resources/reporting-webhooks.js';
import { SegmentsResource } from './resources/segments.js';
import { SenderIdentitiesResource } from './resources/sender-identities.js';
import { SnippetsResource } from './resources/snippets.js';
import { SubscriptionCenterResource } from './resources/subscription-center.js';
import { TransactionalResource } from './resources/transactional.js';
import { WorkspacesResource } from './resources/workspaces.js';
import {
  type SendEmail,
  type SendOptions,
  sendEmail,
  sendInApp,
  sendInboxMessage,
  sendPush,
  sendSms,
  sendWhatsapp,
} from './sends/sends.js';

/**
 * A client of the App API: sends messages to single people, and reads and manages everything else in a workspace.
 *
 * @see https://docs.customer.io/integrations/api/app/
 */
export class AppClient {
  /** The HTTP client: resources that are created with it share its credentials, rate limits and connections. */
  readonly http: HttpClient;
  readonly customers: CustomersResource;
  readonly segments: SegmentsResource;
  readonly optOuts: OptOutsResource;
  readonly campaigns: CampaignsResource;
  readonly broadcasts: BroadcastsResource;
  readonly newsletters: NewslettersResource;
  readonly transactional: TransactionalResource;
  readonly messages: MessagesResource;
  readonly activities: ActivitiesResource;
  readonly objects: ObjectsResource;
  readonly collections: CollectionsResource;
  readonly exports: ExportsResource;
  readonly imports: ImportsResource;
  readonly snippets: SnippetsResource;
  readonly designStudio: DesignStudioResource;
  readonly assets: AssetsResource;
  readonly senderIdentities: SenderIdentitiesResource;
  readonly reportingWebhooks: ReportingWebhooksResource;
  readonly espSuppressions: EspSuppressionsResource;
  readonly subscriptionCenter: SubscriptionCenterResource;
  readonly dataIndex: DataIndexResource;
  readonly workspaces: WorkspacesResource;
  readonly info: InfoResource;
  readonly liveNotifications: LiveNotificationsResource;

  /**
   * @param options An App API key, its region, and how requests are sent; or
   * the `http` of another App API client: credentials, connections and rate limits are shared with it.
   * @throws ValidationError for a missing or malformed option.
   * @example
   * const customerio = new AppClient({ apiKey: process.env.CIO_APP_KEY!, region: 'eu' });
   */
  constructor(options: AppOptions | HttpClient) {
    const http = appHttp(options);
    this.http = http;
    this.customers = new CustomersResource(http);
    this.segments = new SegmentsResource(http);
    this.optOuts = new OptOutsResource(http);
    this.campaigns = new CampaignsResource(http);
    this.broadcasts = new BroadcastsResource(http);
    this.newsletters = new NewslettersResource(http);
    this.transactional = new TransactionalResource(http);
    this.messages = new MessagesResource(http);
    this.activities = new ActivitiesResource(http);
    this.objects = new ObjectsResource(http);
    this.collections = new CollectionsResource(http);
    this.exports = new ExportsResource(http);
    this.imports = new ImportsResource(http);
    this.snippets = new SnippetsResource(http);
    this.designStudio = new DesignStudioResource(http);
    this.assets = new AssetsResource(http);
    this.senderIdentities = new SenderIdentitiesResource(http);
    this.reportingWebhooks = new ReportingWebhooksResource(http);
    this.espSuppressions = new EspSuppressionsResource(http);
    this.subscriptionCenter = new SubscriptionCenterResource(http);
    this.dataIndex = new DataIndexResource(http);
    this.workspaces = new WorkspacesResource(http);
    this.info = new InfoResource(http);
    this.liveNotifications = new LiveNotificationsResource(http);
  }

  /**
   * Sends an email to one person.
   *
   * A retry strategy repeats a send only if no request reached Customer.io, unless `replaySafe: true`. The published rate limit
   * of all sends together is 3,000 in 3 seconds.
   *
   * @param email The template or the content, the recipient, and the data of the template.
   * @param options Signal, timeout and retries of this call, and whether it may be repeated.
   * @returns The receipt, with the `delivery_id` of the message.
   * @throws ValidationError, ApiError, RetryableError
   * @example
   * await customerio.sendEmail({
   *   to: 'ada@example.com',
   *   identifiers: { email: 'ada@example.com' },
   *   transactional_message_id: 'order_confirmation',
   *   message_data: { total: 54.2 },
   * });
   * @see https://docs.customer.io/integrations/api/app/#operation/sendEmail
   */
  sendEmail(email: SendEmail, options?: SendOptions): Promise<DeliveryReceipt> {
    return sendEmail(this.http, email, options);
  }

  /**
   * Sends a push notification to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendPush
   */
  sendPush(push: SendPush, options?: SendOptions): Promise<DeliveryReceipt> {
    return sendPush(this.http, push, options);
  }

  /**
   * Sends an SMS to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendSMS
   */
  sendSms(sms: SendSms, options?: SendOptions): Promise<DeliveryReceipt> {
    return sendSms(this.http, sms, options);
  }

  /**
   * Sends a WhatsApp message to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendWhatsApp
   */
  sendWhatsapp(message: SendWhatsapp, options?: SendOptions): Promise<DeliveryReceipt> {
    return sendWhatsapp(this.http, message, options);
  }

  /**
   * Sends an in-app message to one person.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendInApp
   */
  sendInApp(message: SendInApp, options?: SendOptions): Promise<DeliveryReceipt> {
    return sendInApp(this.http, message, options);
  }

  /**
   * Sends a message to one person's inbox in your app.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendInboxMessage
   */
  sendInboxMessage(message: SendInboxMessage, options?: SendOptions): Promise<DeliveryReceipt> {
    return sendInboxMessage(this.http, message, options);
  }

  /** What the client does at this moment: calls in flight and waiting, connections, and rate limits. For metrics. */
  stats(): ClientStats {
    return this.http.stats();
  }

  /** Waits for the calls under way, then ends the idle connections. The client can be used again. */
  close(options?: CloseOptions): Promise<void> {
    return this.http.close(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
