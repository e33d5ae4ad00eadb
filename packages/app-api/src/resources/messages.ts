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

/** Deliveries: one message to one person each. */
export class MessagesResource extends Resource {
  protected readonly namespace: string = 'messages';

  /**
   * All messages: of the last 6 months, where no time is given.
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
   * One message.
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
   * One message as it was sent, body and all. 100 a day: the 429 after that is no `RetryableError`, as it does not pass
   * soon. `error.headers['x-ratelimit-remaining']` tells what is left.
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
