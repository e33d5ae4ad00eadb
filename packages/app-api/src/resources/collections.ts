import type { CallOptions, Identifier } from '@cio/core';
import type { Collection, CreateCollection, UpdateCollection } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Tables that messages look things up in. */
export class CollectionsResource extends Resource {
  protected readonly namespace: string = 'collections';

  /**
   * All collections.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollections
   */
  list(options?: CallOptions): ListOf<'collections', Collection> {
    return this.paged('list', 'collections', path`/collections`, options, { paging: noPaging });
  }

  /**
   * Makes a collection, from rows or from the URL of a file.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/addCollection
   */
  create(collection: CreateCollection, options?: CallOptions): Promise<{ collection: Collection }> {
    return this.call('create', 'POST', path`/collections`, options, { body: collection });
  }

  /**
   * One collection, without its rows.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollection
   */
  get(collectionId: Identifier, options?: CallOptions): Promise<{ collection: Collection }> {
    return this.call('get', 'GET', path`/collections/${{ collectionId }}`, options);
  }

  /**
   * Renames a collection or replaces its rows.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCollection
   */
  update(
    collectionId: Identifier,
    collection: UpdateCollection,
    options?: CallOptions,
  ): Promise<{ collection: Collection }> {
    return this.call('update', 'PUT', path`/collections/${{ collectionId }}`, options, {
      body: collection,
    });
  }

  /**
   * Deletes a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteCollection
   */
  async delete(collectionId: Identifier, options?: CallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/collections/${{ collectionId }}`, options);
  }

  /**
   * The rows of a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCollectionContents
   */
  getContent(collectionId: Identifier, options?: CallOptions): Promise<Record<string, unknown>[]> {
    return this.call('getContent', 'GET', path`/collections/${{ collectionId }}/content`, options);
  }

  /**
   * Replaces the rows of a collection.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateCollectionContents
   */
  updateContent(
    collectionId: Identifier,
    rows: Record<string, unknown>[],
    options?: CallOptions,
  ): Promise<{ collection: Collection }> {
    return this.call('updateContent', 'PUT', path`/collections/${{ collectionId }}/content`, options, {
      body: rows,
    });
  }
}
