import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type {
  LinkMetricsParams,
  LinkMetricsReport,
  Message,
  SeriesMetrics,
  TransactionalContent,
  TransactionalMessage,
  TransactionalMessagesParams,
  TransactionalMetricsParams,
  UnknownFields,
  UpdateTransactionalContent,
} from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Published as a list, and told of as one content: it is a list here, whichever comes. */
function withList(answer: { content?: unknown }): void {
  answer.content = [answer.content ?? []].flat();
}

/** Templates of messages to one person. Sending them: `sendEmail` and the others. */
export class TransactionalResource extends Resource {
  protected readonly namespace: string = 'transactional';

  /**
   * All transactional messages.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listTransactional
   */
  list(options?: AppCallOptions): ListOf<'messages', TransactionalMessage> {
    return this.paged('list', 'messages', path`/transactional`, options, { paging: noPaging });
  }

  /**
   * One transactional message.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getTransactional
   */
  get(
    transactionalId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ message: TransactionalMessage } & UnknownFields> {
    return this.call('get', 'GET', path`/transactional/${{ transactionalId }}`, options);
  }

  /**
   * Its contents, one a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listTransactionalVariants
   */
  listVariants(
    transactionalId: Identifier,
    options?: AppCallOptions,
  ): ListOf<'contents', TransactionalContent> {
    return this.paged(
      'listVariants',
      'contents',
      path`/transactional/${{ transactionalId }}/contents`,
      options,
      { paging: noPaging },
    );
  }

  /**
   * One content, by its id.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getTransactionalTranslationById
   */
  getContent(
    transactionalId: Identifier,
    contentId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ content: TransactionalContent } & UnknownFields> {
    return this.call(
      'getContent',
      'GET',
      path`/transactional/${{ transactionalId }}/contents/${{ contentId }}`,
      options,
      {
        normalize: (answer) => {
          [answer.content] = [answer.content].flat();
        },
      },
    );
  }

  /**
   * Overwrites a content whole. Not for content made in Design Studio.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateTransactional
   */
  updateContent(
    transactionalId: Identifier,
    contentId: Identifier,
    content: UpdateTransactionalContent,
    options?: AppCallOptions,
  ): Promise<{ content: TransactionalContent[] } & UnknownFields> {
    return this.call(
      'updateContent',
      'PUT',
      path`/transactional/${{ transactionalId }}/content/${{ contentId }}`,
      options,
      { body: content, normalize: withList },
    );
  }

  /**
   * Its content in one language; '' is the default one.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getTransactionalVariant
   */
  getVariant(
    transactionalId: Identifier,
    language: string,
    options?: AppCallOptions,
  ): Promise<{ content: TransactionalContent[] } & UnknownFields> {
    return this.call(
      'getVariant',
      'GET',
      path`/transactional/${{ transactionalId }}/language/${{ language }}`,
      options,
      { normalize: withList },
    );
  }

  /**
   * Overwrites its content in one language. Not for content made in Design Studio.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateTransactionalVariant
   */
  updateVariant(
    transactionalId: Identifier,
    language: string,
    content: UpdateTransactionalContent,
    options?: AppCallOptions,
  ): Promise<{ content: TransactionalContent[] } & UnknownFields> {
    return this.call(
      'updateVariant',
      'PUT',
      path`/transactional/${{ transactionalId }}/language/${{ language }}`,
      options,
      { body: content, normalize: withList },
    );
  }

  /**
   * Counts, by period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/transactionalMetrics
   */
  getMetrics(
    transactionalId: Identifier,
    params?: TransactionalMetricsParams,
    options?: AppCallOptions,
  ): Promise<SeriesMetrics> {
    return this.call('getMetrics', 'GET', path`/transactional/${{ transactionalId }}/metrics`, options, {
      query: params,
    });
  }

  /**
   * Clicks on its links, by period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/transactionalLinks
   */
  getLinkMetrics(
    transactionalId: Identifier,
    params?: LinkMetricsParams,
    options?: AppCallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call(
      'getLinkMetrics',
      'GET',
      path`/transactional/${{ transactionalId }}/metrics/links`,
      options,
      { query: params, lists: ['links'] },
    );
  }

  /**
   * The messages sent with it: of the last 6 months, where no time is given.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/transactionalMessages
   */
  getDeliveries(
    transactionalId: Identifier,
    params?: TransactionalMessagesParams,
    options?: AppCallOptions,
  ): ListOf<'messages', Message, Cursor> {
    return this.paged(
      'getDeliveries',
      'messages',
      path`/transactional/${{ transactionalId }}/messages`,
      options,
      { query: params },
    );
  }
}
