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

/** Documented as text, and numbers in the documented example. */
function withTextIds({ customer }: { customer?: Partial<CustomerSubscriptionPreferences> | null }): void {
  for (const topic of customer?.topics ?? []) topic.id = String(topic.id);
}

/** Customer.io's documentation and its own client name them differently; the object type is a number or its digits. */
function withRelationships(response: Body): void {
  response.cio_relationships ??= response.relationships;
  for (const one of [response.cio_relationships].flat() as (Partial<Relationship> | undefined)[]) {
    if (typeof one?.object_type_id === 'string') one.object_type_id = Number(one.object_type_id);
  }
}

/** People: search, and read. */
export class CustomersResource extends Resource {
  protected readonly namespace: string = 'customers';

  /**
   * Lists the people with an email address.
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
   * Lists the people who match a filter. At most 1,000 per page.
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
   * Returns up to 100 people with their attributes and devices, by identifiers of one type. Unknown identifiers are ignored.
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
      // Documented under `customer`, and returned without it.
      normalize: (answer) => {
        answer.customers = (answer.customers as (Partial<CustomerEnvelope> | null)[] | null)?.map((one) =>
          one?.customer ? one : { customer: one },
        );
      },
    });
  }

  /**
   * Returns a person's attributes and devices.
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
   * Lists the activities of a person, newest first.
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
   * Lists the messages to a person. Default: of the last 6 months.
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
   * Lists the objects that a person is related to. A page can repeat items of an earlier page.
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
      { query: params, normalize: withRelationships, mayRepeat: true },
    );
  }

  /**
   * Lists the segments that contain a person.
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
   * Returns a person's subscription preferences. `language` translates the topics.
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
   * Returns the channels that a person has opted out of.
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
   * Opts a person out of channels, or in again. Customer.io processes it asynchronously.
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
