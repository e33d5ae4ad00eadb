import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type { SenderIdentity, SenderIdentityListParams, UnknownFields, UsedBy } from '../generated/types.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Sender identities. */
export class SenderIdentitiesResource extends Resource {
  protected readonly namespace: string = 'senderIdentities';

  /**
   * Lists all sender identities.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listSenders
   */
  list(
    params?: SenderIdentityListParams,
    options?: AppCallOptions,
  ): ListOf<'sender_identities', SenderIdentity, Cursor> {
    return this.paged('list', 'sender_identities', path`/sender_identities`, options, {
      query: params,
    });
  }

  /**
   * Returns a sender identity.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSender
   */
  get(
    senderId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ sender_identity: SenderIdentity } & UnknownFields> {
    return this.call('get', 'GET', path`/sender_identities/${{ senderId }}`, options);
  }

  /**
   * Returns the campaigns and newsletters that use a sender identity.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSenderUsage
   */
  getUsedBy(senderId: Identifier, options?: AppCallOptions): Promise<UsedBy> {
    return this.call('getUsedBy', 'GET', path`/sender_identities/${{ senderId }}/used_by`, options);
  }
}
