import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import { checkLimit } from '../check-limit.js';
import type {
  DomainSuppressionListParams,
  EspSuppression,
  EspSuppressions,
  SuppressionListParams,
} from '../generated/types.js';
import { offsetPaging } from '../paging.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** The reason for a suppression. */
export type SuppressionType = 'blocks' | 'bounces' | 'spam_reports' | 'invalid_emails';

/** Suppressions: addresses that the email provider does not deliver to. */
export class EspSuppressionsResource extends Resource {
  protected readonly namespace: string = 'espSuppressions';

  /**
   * Returns the suppressions of an address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSuppression
   */
  search(emailAddress: Identifier, options?: AppCallOptions): Promise<EspSuppressions> {
    return this.call('search', 'GET', path`/esp/search_suppression/${{ emailAddress }}`, options, {
      lists: ['suppressions'],
    });
  }

  /**
   * Lists the addresses that are suppressed for a reason.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSuppressionByType
   */
  list(
    suppressionType: SuppressionType,
    params?: SuppressionListParams,
    options?: AppCallOptions,
  ): ListOf<'suppressions', EspSuppression, Pick<EspSuppressions, 'category'>> {
    return this.paged('list', 'suppressions', path`/esp/suppression/${{ suppressionType }}`, options, {
      query: params,
      paging: offsetPaging,
      check: () => checkLimit(params, 1000),
    });
  }

  /**
   * Lists the addresses that are suppressed for a reason, for a sending domain.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getDomainSuppressionsByType
   */
  listByDomain(
    domainName: Identifier,
    suppressionType: SuppressionType,
    params?: DomainSuppressionListParams,
    options?: AppCallOptions,
  ): ListOf<'suppressions', EspSuppression, Cursor & Pick<EspSuppressions, 'category'>> {
    return this.paged(
      'listByDomain',
      'suppressions',
      path`/esp/domains/${{ domainName }}/suppression/${{ suppressionType }}`,
      options,
      { query: params, check: () => checkLimit(params, 1000) },
    );
  }

  /**
   * Suppresses an address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/postSuppression
   */
  create(
    suppressionType: SuppressionType,
    emailAddress: Identifier,
    options?: AppCallOptions,
  ): Promise<Record<string, unknown>> {
    return this.call(
      'create',
      'POST',
      path`/esp/suppression/${{ suppressionType }}/${{ emailAddress }}`,
      options,
      { replaySafe: true },
    );
  }

  /**
   * Removes the suppression of an address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteSuppression
   */
  async delete(
    suppressionType: SuppressionType,
    emailAddress: Identifier,
    options?: AppCallOptions,
  ): Promise<void> {
    await this.call(
      'delete',
      'DELETE',
      path`/esp/suppression/${{ suppressionType }}/${{ emailAddress }}`,
      options,
    );
  }
}
