import { type Identifier, requireText } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import { checkLimit } from '../check-limit.js';
import { checkFilter } from '../filters/check-filter.js';
import type { AudienceFilter } from '../filters/filters.js';
import type {
  Activity,
  CustomerActivitiesParams,
  CustomerEnvelope,
  CustomerIdentifiers,
  CustomerIdParams,
  CustomerMessage,
  CustomerMessagesParams,
  CustomerRelationshipsParams,
  CustomerSearchParams,
  CustomerSegment,
  CustomerSubscriptionPreferences,
  OptOut,
  OptOutChange,
  Relationship,
  SubscriptionPreferencesParams,
  UnknownFields,
} from '../generated/types.js';
import type { Body } from '../paging.js';
import { requireIdentifiers, requireList } from '../require-list.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Published as text, and shown as numbers in the published example. */
function withTextIds({ customer }: { customer?: Partial<CustomerSubscriptionPreferences> | null }): void {
  for (const topic of customer?.topics ?? []) topic.id = String(topic.id);
}

/** Customer.io's documents and its own client call them differently, and an object's type is a number or its digits. */
function withRelationships(answer: Body): void {
  answer.cio_relationships ??= answer.relationships;
  for (const one of [answer.cio_relationships].flat() as (Partial<Relationship> | undefined)[]) {
    if (typeof one?.object_type_id === 'string') one.object_type_id = Number(one.object_type_id);
  }
}

/** People: found, and read. */
export class CustomersResource extends Resource {
  protected readonly namespace: string = 'customers';

  /**
   * The people with this email address.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleEmail
   */
  getByEmail(
    email: string,
    options?: AppCallOptions,
  ): Promise<{ results: CustomerIdentifiers[] } & UnknownFields> {
    return this.call('getByEmail', 'GET', path`/customers`, options, {
      query: { email },
      check: () => requireText('email', email),
      lists: ['results'],
    });
  }

  /**
   * The people that a filter means. At most 1,000 a page.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleFilter
   */
  search(
    filter: AudienceFilter,
    params?: CustomerSearchParams,
    options?: AppCallOptions,
  ): ListOf<'identifiers', CustomerIdentifiers, Cursor & { ids: string[] }> {
    return this.paged('search', 'identifiers', path`/customers`, options, {
      method: 'POST',
      body: { filter },
      check: () => checkFilter('filter', filter),
      query: params,
      replaySafe: true,
      lists: ['ids'],
    });
  }

  /**
   * Up to 100 people with their attributes and devices, by identifiers of one kind. Those that nobody has are left out.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPeopleById
   */
  getByIds(
    ids: Identifier[],
    params?: CustomerIdParams,
    options?: AppCallOptions,
  ): Promise<{ customers: CustomerEnvelope[] } & UnknownFields> {
    return this.call('getByIds', 'POST', path`/customers/attributes`, options, {
      body: { ids: ids?.map?.(String) },
      check: () => requireIdentifiers('ids', ids, 100),
      query: params,
      replaySafe: true,
      lists: ['customers'],
      // Published under `customer`, and seen without.
      normalize: (answer) => {
        answer.customers = (answer.customers as (Partial<CustomerEnvelope> | null)[] | null)?.map((one) =>
          one?.customer ? one : { customer: one },
        );
      },
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
    options?: AppCallOptions,
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
    options?: AppCallOptions,
  ): ListOf<'activities', Activity, Cursor> {
    return this.paged('getActivities', 'activities', path`/customers/${{ customerId }}/activities`, options, {
      query: params,
      check: () => checkLimit(params, 100),
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
    options?: AppCallOptions,
  ): ListOf<'messages', CustomerMessage, Cursor> {
    return this.paged('getMessages', 'messages', path`/customers/${{ customerId }}/messages`, options, {
      query: params,
    });
  }

  /**
   * The objects a person is related to. A page can hold what an earlier one held.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getPersonRelationships
   */
  getRelationships(
    customerId: Identifier,
    params?: CustomerRelationshipsParams,
    options?: AppCallOptions,
  ): ListOf<
    'cio_relationships',
    Relationship,
    Cursor & { relationships?: unknown[]; identifiers?: unknown[] }
  > {
    return this.paged(
      'getRelationships',
      'cio_relationships',
      path`/customers/${{ customerId }}/relationships`,
      options,
      { query: params, normalize: withRelationships },
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
    options?: AppCallOptions,
  ): Promise<{ segments: CustomerSegment[] } & UnknownFields> {
    return this.call('getSegments', 'GET', path`/customers/${{ customerId }}/segments`, options, {
      query: params,
      lists: ['segments'],
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
    options?: AppCallOptions,
  ): Promise<{ customer: CustomerSubscriptionPreferences } & UnknownFields> {
    return this.call(
      'getSubscriptionPreferences',
      'GET',
      path`/customers/${{ customerId }}/subscription_preferences`,
      options,
      { query: params, normalize: withTextIds },
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
    options?: AppCallOptions,
  ): Promise<{ optouts: OptOut[] } & UnknownFields> {
    return this.call('getOptOuts', 'GET', path`/customers/${{ customerId }}/optouts`, options, {
      query: params,
      lists: ['optouts'],
    });
  }

  /**
   * Opts a person out of channels, or in again. Customer.io takes it and does it later.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updatePersonOptouts
   */
  async updateOptOuts(
    customerId: Identifier,
    optouts: OptOutChange[],
    params?: CustomerIdParams,
    options?: AppCallOptions,
  ): Promise<void> {
    await this.call('updateOptOuts', 'PUT', path`/customers/${{ customerId }}/optouts`, options, {
      body: { optouts },
      check: () => requireList('optouts', optouts),
      query: params,
    });
  }
}
