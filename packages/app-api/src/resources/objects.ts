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

/** Objects that people are related to, such as companies, courses or accounts. */
export class ObjectsResource extends Resource {
  protected readonly namespace: string = 'objects';

  /**
   * Lists the object types.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getObjectTypes
   */
  listTypes(options?: AppCallOptions): ListOf<'types', ObjectType> {
    return this.paged('listTypes', 'types', path`/object_types`, options, { paging: noPaging });
  }

  /**
   * Lists the objects of a type that match a filter.
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
   * Returns an object's attributes.
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
   * Lists the people that an object is related to.
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
      { query: params, mayRepeat: true },
    );
  }
}
