import { type Identifier, requireIdentifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import { checkFilter } from '../filters/check-filter.js';
import type { ObjectFilter } from '../filters/filters.js';
import type {
  CursorParams,
  ObjectDetails,
  ObjectIdentifiers,
  ObjectIdParams,
  ObjectRelationship,
  ObjectRelationshipsParams,
  ObjectType,
  UnknownFields,
} from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Things that people are related to: companies, courses, accounts. */
export class ObjectsResource extends Resource {
  protected readonly namespace: string = 'objects';

  /**
   * The types of objects.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectTypes
   */
  listTypes(options?: AppCallOptions): ListOf<'types', ObjectType> {
    return this.paged('listTypes', 'types', path`/object_types`, options, { paging: noPaging });
  }

  /**
   * The objects of one type that a filter means.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectsFilter
   */
  search(
    objectTypeId: Identifier,
    filter: ObjectFilter,
    params?: CursorParams,
    options?: AppCallOptions,
  ): ListOf<'identifiers', ObjectIdentifiers, Cursor & { ids: string[] }> {
    return this.paged('search', 'identifiers', path`/objects`, options, {
      method: 'POST',
      body: { object_type_id: String(objectTypeId), filter },
      check: () => {
        requireIdentifier('objectTypeId', objectTypeId);
        checkFilter('filter', filter);
      },
      query: params,
      replaySafe: true,
      lists: ['ids'],
    });
  }

  /**
   * An object's attributes.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectAttributes
   */
  getAttributes(
    objectTypeId: Identifier,
    objectId: Identifier,
    params?: ObjectIdParams,
    options?: AppCallOptions,
  ): Promise<{ object: ObjectDetails } & UnknownFields> {
    return this.call(
      'getAttributes',
      'GET',
      path`/objects/${{ objectTypeId }}/${{ objectId }}/attributes`,
      options,
      { query: params },
    );
  }

  /**
   * The people an object is related to.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectRelationships
   */
  getRelationships(
    objectTypeId: Identifier,
    objectId: Identifier,
    params?: ObjectRelationshipsParams,
    options?: AppCallOptions,
  ): ListOf<'cio_relationships', ObjectRelationship, Cursor> {
    return this.paged(
      'getRelationships',
      'cio_relationships',
      path`/objects/${{ objectTypeId }}/${{ objectId }}/relationships`,
      options,
      { query: params },
    );
  }
}
