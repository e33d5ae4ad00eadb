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

/** Documented as a list and as one content: always a list here. */
function withList(answer: { content?: unknown }): void {
  answer.content = [answer.content ?? []].flat();
}

/** Transactional messages: the templates of `sendEmail` and the other sends. */
export class TransactionalResource extends Resource {
  protected readonly namespace: string = 'transactional';

  /**
   * Lists all transactional messages.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listTransactional
   */
  list(options?: AppCallOptions): ListOf<'messages', TransactionalMessage> {
    return this.paged('list', 'messages', path`/transactional`, options, { paging: noPaging });
  }

  /**
   * Returns a transactional message.
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
   * Lists the contents of a transactional message, one per language.
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
   * Returns a content, by its id.
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
   * Replaces a content. Not for content made in Design Studio.
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
   * Returns the content in one language; '' is the default language.
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
   * Replaces the content in one language; '' is the default language. Not for content made in Design Studio.
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
   * Returns the metrics of a transactional message, per period.
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
   * Returns the clicks on the links of a transactional message, per period.
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
   * Lists the messages of a transactional message. Default: of the last 6 months.
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
