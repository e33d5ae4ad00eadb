import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type {
  ArchivedMessage,
  Message,
  MessageListParams,
  MessageParams,
  UnknownFields,
} from '../generated/types.js';
import { requireBoth } from '../require-both.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Messages (deliveries): each is one message to one person. */
export class MessagesResource extends Resource {
  protected readonly namespace: string = 'messages';

  /**
   * Lists all messages. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listMessages
   */
  list(params?: MessageListParams, options?: AppCallOptions): ListOf<'messages', Message, Cursor> {
    return this.paged('list', 'messages', path`/messages`, options, {
      query: params,
      check: () => requireBoth(params, 'trigger_id', 'campaign_id'),
    });
  }

  /**
   * Returns a message.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getMessage
   */
  get(
    messageId: Identifier,
    params?: MessageParams,
    options?: AppCallOptions,
  ): Promise<{ message: Message } & UnknownFields> {
    return this.call('get', 'GET', path`/messages/${{ messageId }}`, options, { query: params });
  }

  /**
   * Returns a message as it was sent, with its content. The quota is 100 calls per day: a 429 after that is an `ApiError`, not a
   * `RetryableError`. The header `x-ratelimit-remaining` has the remaining calls.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getArchivedMessage
   */
  getArchived(
    messageId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ archived_message: ArchivedMessage } & UnknownFields> {
    return this.call('getArchived', 'GET', path`/messages/${{ messageId }}/archived_message`, options);
  }
}
