import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type { SubscriptionChannel, SubscriptionTopic, UnknownFields } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** What people can choose to hear of. */
export class SubscriptionCenterResource extends Resource {
  protected readonly namespace: string = 'subscriptionCenter';

  /**
   * All topics.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getTopics
   */
  listTopics(options?: AppCallOptions): ListOf<'topics', SubscriptionTopic> {
    return this.paged('listTopics', 'topics', path`/subscription_topics`, options, {
      paging: noPaging,
    });
  }

  /**
   * All channels.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getChannels
   */
  listChannels(options?: AppCallOptions): ListOf<'channels', SubscriptionChannel> {
    return this.paged('listChannels', 'channels', path`/subscription_channels`, options, {
      paging: noPaging,
    });
  }

  /**
   * A link to a person's own subscription page, good for 24 hours to whoever has it.
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
