import type { Identifier } from '@cio/core';
import { checkTrigger, type TriggerBroadcast } from '../broadcasts/trigger.js';
import type { AppCallOptions } from '../call-options.js';
import type {
  Broadcast,
  BroadcastAction,
  BroadcastActionMetrics,
  BroadcastMessagesParams,
  BroadcastTrigger,
  CursorParams,
  LinkMetricsParams,
  LinkMetricsReport,
  Message,
  MetricsParams,
  SeriesMetrics,
  UnknownFields,
  UpdateBroadcastAction,
} from '../generated/types.js';
import { type WaitOptions, waitFor } from '../jobs/wait.js';
import { noPaging } from '../paging.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** API-triggered broadcasts. */
export class BroadcastsResource extends Resource {
  protected readonly namespace: string = 'broadcasts';

  /**
   * Lists all API-triggered broadcasts.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listBroadcasts
   */
  list(options?: AppCallOptions): ListOf<'broadcasts', Broadcast> {
    return this.paged('list', 'broadcasts', path`/broadcasts`, options, { paging: noPaging });
  }

  /**
   * Returns a broadcast.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getBroadcast
   */
  get(broadcastId: Identifier, options?: AppCallOptions): Promise<{ broadcast: Broadcast } & UnknownFields> {
    return this.call('get', 'GET', path`/broadcasts/${{ broadcastId }}`, options);
  }

  /**
   * Triggers a broadcast.
   *
   * A retry strategy repeats it only if no request reached Customer.io: every recipient would get the message twice. The
   * published rate limit is one trigger every 10 seconds.
   *
   * @param broadcastId The id of the broadcast.
   * @param trigger The recipients, and the data for the messages.
   * @param options Signal, timeout and retries of this call.
   * @returns The id of the trigger, for `waitForTrigger` and `getErrors`.
   * @throws ValidationError, ApiError, RetryableError
   * @example
   * const { id } = await customerio.broadcasts.trigger(12, { recipients: filter.segment(7), data: { title: 'Sale' } });
   * @see https://docs.customer.io/integrations/api/app/#operation/triggerBroadcast
   */
  trigger(
    broadcastId: Identifier,
    trigger: TriggerBroadcast,
    options?: AppCallOptions,
  ): Promise<{ id: number } & UnknownFields> {
    return this.call('trigger', 'POST', path`/campaigns/${{ broadcastId }}/triggers`, options, {
      body: trigger,
      check: () => checkTrigger(trigger),
      bucket: 'trigger',
    });
  }

  /**
   * Lists the triggers of a broadcast.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listBroadcastTriggers
   */
  getTriggers(broadcastId: Identifier, options?: AppCallOptions): ListOf<'triggers', BroadcastTrigger> {
    return this.paged('getTriggers', 'triggers', path`/broadcasts/${{ broadcastId }}/triggers`, options, {
      paging: noPaging,
    });
  }

  /**
   * Returns the status of a trigger.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastStatus
   */
  getTrigger(
    broadcastId: Identifier,
    triggerId: Identifier,
    options?: AppCallOptions,
  ): Promise<BroadcastTrigger> {
    return this.call(
      'getTrigger',
      'GET',
      path`/campaigns/${{ broadcastId }}/triggers/${{ triggerId }}`,
      options,
    );
  }

  /**
   * Waits until all recipients of a trigger have been processed.
   *
   * @throws JobError if it has not completed in time.
   */
  waitForTrigger(
    broadcastId: Identifier,
    triggerId: Identifier,
    options?: WaitOptions<BroadcastTrigger>,
  ): Promise<BroadcastTrigger> {
    return waitFor(
      {
        what: `trigger ${triggerId} of broadcast ${broadcastId}`,
        read: (callOptions) => this.getTrigger(broadcastId, triggerId, callOptions),
        isDone: ({ processed_at }) => Boolean(processed_at),
      },
      options,
    );
  }

  /**
   * Lists the errors in the audience of a trigger.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastErrors
   */
  getTriggerErrors(
    broadcastId: Identifier,
    triggerId: Identifier,
    params?: CursorParams,
    options?: AppCallOptions,
  ): ListOf<'errors', string, { next?: number }> {
    return this.paged(
      'getTriggerErrors',
      'errors',
      path`/campaigns/${{ broadcastId }}/triggers/${{ triggerId }}/errors`,
      options,
      { query: params },
    );
  }

  /**
   * Lists the actions of a broadcast.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastActions
   */
  getActions(broadcastId: Identifier, options?: AppCallOptions): ListOf<'actions', BroadcastAction> {
    return this.paged('getActions', 'actions', path`/broadcasts/${{ broadcastId }}/actions`, options, {
      paging: noPaging,
    });
  }

  /**
   * Returns an action, with its content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getBroadcastAction
   */
  getAction(
    broadcastId: Identifier,
    actionId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ action: BroadcastAction } & UnknownFields> {
    return this.call(
      'getAction',
      'GET',
      path`/broadcasts/${{ broadcastId }}/actions/${{ actionId }}`,
      options,
    );
  }

  /**
   * Updates an action.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateBroadcastAction
   */
  updateAction(
    broadcastId: Identifier,
    actionId: Identifier,
    action: UpdateBroadcastAction,
    options?: AppCallOptions,
  ): Promise<{ action: BroadcastAction } & UnknownFields> {
    return this.call(
      'updateAction',
      'PUT',
      path`/broadcasts/${{ broadcastId }}/actions/${{ actionId }}`,
      options,
      { body: action },
    );
  }

  /**
   * Returns an action in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getBroadcastActionLanguage
   */
  getActionTranslation(
    broadcastId: Identifier,
    actionId: Identifier,
    language: string,
    options?: AppCallOptions,
  ): Promise<{ action: BroadcastAction } & UnknownFields> {
    return this.call(
      'getActionTranslation',
      'GET',
      path`/broadcasts/${{ broadcastId }}/actions/${{ actionId }}/language/${{ language }}`,
      options,
    );
  }

  /**
   * Updates an action in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateBroadcastActionLanguage
   */
  updateActionTranslation(
    broadcastId: Identifier,
    actionId: Identifier,
    language: string,
    action: UpdateBroadcastAction,
    options?: AppCallOptions,
  ): Promise<{ action: BroadcastAction } & UnknownFields> {
    return this.call(
      'updateActionTranslation',
      'PUT',
      path`/broadcasts/${{ broadcastId }}/actions/${{ actionId }}/language/${{ language }}`,
      options,
      { body: action },
    );
  }

  /**
   * Returns the metrics of an action, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastActionMetrics
   */
  getActionMetrics(
    broadcastId: Identifier,
    actionId: Identifier,
    params?: MetricsParams,
    options?: AppCallOptions,
  ): Promise<BroadcastActionMetrics> {
    return this.call(
      'getActionMetrics',
      'GET',
      path`/broadcasts/${{ broadcastId }}/actions/${{ actionId }}/metrics`,
      options,
      { query: params },
    );
  }

  /**
   * Returns the clicks on the links of an action, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastActionLinks
   */
  getActionLinkMetrics(
    broadcastId: Identifier,
    actionId: Identifier,
    params?: MetricsParams,
    options?: AppCallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call(
      'getActionLinkMetrics',
      'GET',
      path`/broadcasts/${{ broadcastId }}/actions/${{ actionId }}/metrics/links`,
      options,
      { query: params, lists: ['links'] },
    );
  }

  /**
   * Returns the metrics of a broadcast, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastMetrics
   */
  getMetrics(
    broadcastId: Identifier,
    params?: MetricsParams,
    options?: AppCallOptions,
  ): Promise<SeriesMetrics> {
    return this.call('getMetrics', 'GET', path`/broadcasts/${{ broadcastId }}/metrics`, options, {
      query: params,
    });
  }

  /**
   * Returns the clicks on the links of a broadcast, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastLinks
   */
  getLinkMetrics(
    broadcastId: Identifier,
    params?: LinkMetricsParams,
    options?: AppCallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call('getLinkMetrics', 'GET', path`/broadcasts/${{ broadcastId }}/metrics/links`, options, {
      query: params,
      lists: ['links'],
    });
  }

  /**
   * Lists the messages of a broadcast. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/broadcastMessages
   */
  getMessages(
    broadcastId: Identifier,
    params?: BroadcastMessagesParams,
    options?: AppCallOptions,
  ): ListOf<'messages', Message, Cursor> {
    return this.paged('getMessages', 'messages', path`/broadcasts/${{ broadcastId }}/messages`, options, {
      query: params,
    });
  }
}
