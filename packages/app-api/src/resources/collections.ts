import { describe, type Identifier, requireObject, requireOneKey, ValidationError } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type { Collection, CreateCollection, UnknownFields, UpdateCollection } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

function requireRows(field: string, rows: unknown): void {
  if (!Array.isArray(rows))
    throw new ValidationError(field, `expected a list of rows, got ${describe(rows)}`);
}

/** Rows and the URL of a file are mutually exclusive; a new collection needs one of them. */
function checkSource(collection: CreateCollection | UpdateCollection, isNew: boolean): void {
  requireObject('collection', collection);
  const { data, url } = collection;
  if (isNew || data !== undefined) requireOneKey('collection', { data, url }, ['data', 'url']);
  if (data !== undefined) requireRows('data', data);
}

/** Collections: tables that messages can use in Liquid. */
export class CollectionsResource extends Resource {
  protected readonly namespace: string = 'collections';

  /**
   * Lists all collections.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollections
   */
  list(options?: AppCallOptions): ListOf<'collections', Collection> {
    return this.paged('list', 'collections', path`/collections`, options, { paging: noPaging });
  }

  /**
   * Creates a collection, from rows or from the URL of a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/addCollection
   */
  create(
    collection: CreateCollection,
    options?: AppCallOptions,
  ): Promise<{ collection: Collection } & UnknownFields> {
    return this.call('create', 'POST', path`/collections`, options, {
      body: collection,
      check: () => checkSource(collection, true),
    });
  }

  /**
   * Returns a collection, without its rows.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollection
   */
  get(
    collectionId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ collection: Collection } & UnknownFields> {
    return this.call('get', 'GET', path`/collections/${{ collectionId }}`, options);
  }

  /**
   * Updates a collection: its name or its rows.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCollection
   */
  update(
    collectionId: Identifier,
    collection: UpdateCollection,
    options?: AppCallOptions,
  ): Promise<{ collection: Collection } & UnknownFields> {
    return this.call('update', 'PUT', path`/collections/${{ collectionId }}`, options, {
      body: collection,
      check: () => checkSource(collection, false),
    });
  }

  /**
   * Deletes a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteCollection
   */
  async delete(collectionId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/collections/${{ collectionId }}`, options);
  }

  /**
   * Returns the rows of a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollectionContents
   */
  getContent(collectionId: Identifier, options?: AppCallOptions): Promise<Record<string, unknown>[]> {
    return this.call('getContent', 'GET', path`/collections/${{ collectionId }}/content`, options, {
      // A single row comes without a list around it, too, and no row as null.
      read: (response) => [response ?? []].flat(),
    });
  }

  /**
   * Replaces the rows of a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCollectionContents
   */
  updateContent(
    collectionId: Identifier,
    rows: object[],
    options?: AppCallOptions,
  ): Promise<{ collection: Collection } & UnknownFields> {
    return this.call('updateContent', 'PUT', path`/collections/${{ collectionId }}/content`, options, {
      body: rows,
      check: () => requireRows('rows', rows),
    });
  }
}
