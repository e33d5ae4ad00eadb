import { type CallOptions, type Identifier, requireText } from '@cio/core';
import { type AudienceFilter, checkFilter } from '../filters/filters.js';
import type {
  Activity,
  CursorParams,
  CustomerActivitiesParams,
  CustomerEnvelope,
  CustomerIdentifiers,
  CustomerIdParams,
  CustomerMessagesParams,
  CustomerSubscriptionPreferences,
  Message,
  OptOut,
  Relationship,
  Segment,
  SubscriptionPreferencesParams,
} from '../generated/types.js';
import { requireList } from '../require-list.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** People: found, and read. */
export class CustomersResource extends Resource {
  protected readonly namespace: string = 'customers';

  /**
   * The people with this email address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleEmail
   */
  getByEmail(email: string, options?: CallOptions): Promise<{ results: CustomerIdentifiers[] }> {
    return this.call('getByEmail', 'GET', path`/customers`, options, {
      query: { email },
      check: () => requireText('email', email),
    });
  }

  /**
   * The people that a filter means. At most 1,000 a page.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleFilter
   */
  search(
    filter: AudienceFilter,
    params?: CursorParams,
    options?: CallOptions,
  ): ListOf<'identifiers', CustomerIdentifiers, { ids: string[] }> {
    return this.paged('search', 'identifiers', path`/customers`, options, {
      method: 'POST',
      body: { filter },
      check: () => checkFilter('filter', filter),
      query: params,
      replaySafe: true,
    });
  }

  /**
   * Up to 100 people with their attributes and devices, by their ids.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleById
   */
  getByIds(ids: Identifier[], options?: CallOptions): Promise<{ customers: CustomerEnvelope[] }> {
    return this.call('getByIds', 'POST', path`/customers/attributes`, options, {
      body: { ids: ids?.map?.(String) },
      check: () => requireList('ids', ids, 100),
      replaySafe: true,
    });
  }

  /**
   * A person's attributes and devices.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonAttributes
   */
  getAttributes(
    customerId: Identifier,
    params?: CustomerIdParams,
    options?: CallOptions,
  ): Promise<CustomerEnvelope> {
    return this.call('getAttributes', 'GET', path`/customers/${{ customerId }}/attributes`, options, {
      query: params,
    });
  }

  /**
   * What a person did and what happened to them, newest first.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonActivities
   */
  getActivities(
    customerId: Identifier,
    params?: CustomerActivitiesParams,
    options?: CallOptions,
  ): ListOf<'activities', Activity> {
    return this.paged('getActivities', 'activities', path`/customers/${{ customerId }}/activities`, options, {
      query: params,
    });
  }

  /**
   * The messages to a person: of the last 6 months, where no time is given.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonMessages
   */
  getMessages(
    customerId: Identifier,
    params?: CustomerMessagesParams,
    options?: CallOptions,
  ): ListOf<'messages', Message> {
    return this.paged('getMessages', 'messages', path`/customers/${{ customerId }}/messages`, options, {
      query: params,
    });
  }

  /**
   * The objects a person is related to.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonRelationships
   */
  getRelationships(
    customerId: Identifier,
    params?: CursorParams,
    options?: CallOptions,
  ): ListOf<'cio_relationships', Relationship, { relationships?: Relationship[]; identifiers?: unknown[] }> {
    return this.paged(
      'getRelationships',
      'cio_relationships',
      path`/customers/${{ customerId }}/relationships`,
      options,
      { query: params },
    );
  }

  /**
   * The segments a person is in.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonSegments
   */
  getSegments(
    customerId: Identifier,
    params?: CustomerIdParams,
    options?: CallOptions,
  ): Promise<{ segments: Segment[] }> {
    return this.call('getSegments', 'GET', path`/customers/${{ customerId }}/segments`, options, {
      query: params,
    });
  }

  /**
   * What a person wants to hear of. `language` translates the topics.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonSubscriptionPreferences
   */
  getSubscriptionPreferences(
    customerId: Identifier,
    params?: SubscriptionPreferencesParams,
    options?: CallOptions,
  ): Promise<{ customer: CustomerSubscriptionPreferences }> {
    return this.call(
      'getSubscriptionPreferences',
      'GET',
      path`/customers/${{ customerId }}/subscription_preferences`,
      options,
      { query: params },
    );
  }

  /**
   * The channels a person has opted out of.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonOptouts
   */
  getOptOuts(
    customerId: Identifier,
    params?: CustomerIdParams,
    options?: CallOptions,
  ): Promise<{ optouts: OptOut[] }> {
    return this.call('getOptOuts', 'GET', path`/customers/${{ customerId }}/optouts`, options, {
      query: params,
    });
  }

  /**
   * Opts a person out of channels, or in again. Customer.io takes it and does it later.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updatePersonOptouts
   */
  async updateOptOuts(
    customerId: Identifier,
    optouts: { from: string; optout: boolean; channel?: 'sms' | 'whatsapp' }[],
    params?: CustomerIdParams,
    options?: CallOptions,
  ): Promise<void> {
    await this.call('updateOptOuts', 'PUT', path`/customers/${{ customerId }}/optouts`, options, {
      body: { optouts },
      check: () => requireList('optouts', optouts),
      query: params,
    });
  }
}
