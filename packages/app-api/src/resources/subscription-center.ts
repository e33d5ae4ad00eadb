import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type { SubscriptionChannel, SubscriptionTopic, UnknownFields } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** The subscription center: topics and channels that people can subscribe to. */
export class SubscriptionCenterResource extends Resource {
  protected readonly namespace: string = 'subscriptionCenter';

  /**
   * Lists all topics.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getTopics
   */
  listTopics(options?: AppCallOptions): ListOf<'topics', SubscriptionTopic> {
    return this.paged('listTopics', 'topics', path`/subscription_topics`, options, {
      paging: noPaging,
    });
  }

  /**
   * Lists all channels.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getChannels
   */
  listChannels(options?: AppCallOptions): ListOf<'channels', SubscriptionChannel> {
    return this.paged('listChannels', 'channels', path`/subscription_channels`, options, {
      paging: noPaging,
    });
  }

  /**
   * Creates a link to a person's subscription page. It is valid for 24 hours and needs no credentials.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSubscriptionCenterToken
   */
  getToken(
    customerId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ token: string; url?: string } & UnknownFields> {
    return this.call('getToken', 'GET', path`/subscription_center/${{ customerId }}/token`, options);
  }
}
