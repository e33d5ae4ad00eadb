import { type Identifier, requireObject } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type {
  CreateSegment,
  CustomerIdentifiers,
  Segment,
  SegmentMembershipParams,
  UnknownFields,
  UsedBy,
} from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Segments of people. */
export class SegmentsResource extends Resource {
  protected readonly namespace: string = 'segments';

  /**
   * Lists all segments.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listSegments
   */
  list(options?: AppCallOptions): ListOf<'segments', Segment> {
    return this.paged('list', 'segments', path`/segments`, options, { paging: noPaging });
  }

  /**
   * Creates an empty manual segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createManSegment
   */
  create(segment: CreateSegment, options?: AppCallOptions): Promise<{ segment: Segment } & UnknownFields> {
    return this.call('create', 'POST', path`/segments`, options, {
      body: { segment },
      check: () => requireObject('segment', segment),
    });
  }

  /**
   * Returns a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegment
   */
  get(segmentId: Identifier, options?: AppCallOptions): Promise<{ segment: Segment } & UnknownFields> {
    return this.call('get', 'GET', path`/segments/${{ segmentId }}`, options);
  }

  /**
   * Deletes a manual segment. Its people are not deleted.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteManSegment
   */
  async delete(segmentId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/segments/${{ segmentId }}`, options);
  }

  /**
   * Returns the number of people in a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentCount
   */
  getCustomerCount(
    segmentId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ count: number; segment_id?: number } & UnknownFields> {
    return this.call('getCustomerCount', 'GET', path`/segments/${{ segmentId }}/customer_count`, options);
  }

  /**
   * Lists the people in a segment. `ids[i]` of a page is the id of its `identifiers[i]`, and empty if there is none.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentMembership
   */
  getMembership(
    segmentId: Identifier,
    params?: SegmentMembershipParams,
    options?: AppCallOptions,
  ): ListOf<'identifiers', CustomerIdentifiers, Cursor & { ids: string[]; segment_id?: number }> {
    return this.paged('getMembership', 'identifiers', path`/segments/${{ segmentId }}/membership`, options, {
      query: params,
      lists: ['ids'],
    });
  }

  /**
   * Returns the campaigns and newsletters that use a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentDependencies
   */
  getUsedBy(
    segmentId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ used_by: UsedBy; segment_id?: number } & UnknownFields> {
    return this.call('getUsedBy', 'GET', path`/segments/${{ segmentId }}/used_by`, options, {
      normalize: (answer) => {
        answer.used_by ??= {};
      },
    });
  }
}
