import { type CallOptions, type Identifier, requireObject } from '@cio/core';
import type { CursorParams, CustomerIdentifiers, Segment, UsedBy } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Sets of people. */
export class SegmentsResource extends Resource {
  protected readonly namespace: string = 'segments';

  /**
   * All segments.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listSegments
   */
  list(options?: CallOptions): ListOf<'segments', Segment> {
    return this.paged('list', 'segments', path`/segments`, options, { paging: noPaging });
  }

  /**
   * Makes a manual segment, with nobody in it.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createManSegment
   */
  create(
    segment: { name: string; description?: string },
    options?: CallOptions,
  ): Promise<{ segment: Segment }> {
    return this.call('create', 'POST', path`/segments`, options, {
      body: { segment },
      check: () => requireObject('segment', segment),
    });
  }

  /**
   * One segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegment
   */
  get(segmentId: Identifier, options?: CallOptions): Promise<{ segment: Segment }> {
    return this.call('get', 'GET', path`/segments/${{ segmentId }}`, options);
  }

  /**
   * Deletes a manual segment. The people stay.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteManSegment
   */
  async delete(segmentId: Identifier, options?: CallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/segments/${{ segmentId }}`, options);
  }

  /**
   * How many people are in a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentCount
   */
  getCustomerCount(segmentId: Identifier, options?: CallOptions): Promise<{ count: number }> {
    return this.call('getCustomerCount', 'GET', path`/segments/${{ segmentId }}/customer_count`, options);
  }

  /**
   * The people in a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentMembership
   */
  getMembership(
    segmentId: Identifier,
    params?: CursorParams,
    options?: CallOptions,
  ): ListOf<'identifiers', CustomerIdentifiers, { ids: string[] }> {
    return this.paged('getMembership', 'identifiers', path`/segments/${{ segmentId }}/membership`, options, {
      query: params,
    });
  }

  /**
   * The campaigns and newsletters that use a segment.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getSegmentDependencies
   */
  getUsedBy(segmentId: Identifier, options?: CallOptions): Promise<{ used_by: UsedBy }> {
    return this.call('getUsedBy', 'GET', path`/segments/${{ segmentId }}/used_by`, options);
  }
}
