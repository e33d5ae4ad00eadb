import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import { checkName } from '../check-name.js';
import type { Snippet, SnippetInput, UnknownFields } from '../generated/types.js';
import { noPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** Snippets: texts that messages can include. */
export class SnippetsResource extends Resource {
  protected readonly namespace: string = 'snippets';

  /**
   * Lists all snippets.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listSnippets
   */
  list(options?: AppCallOptions): ListOf<'snippets', Snippet> {
    return this.paged('list', 'snippets', path`/snippets`, options, { paging: noPaging });
  }

  /**
   * Creates a snippet.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createSnippet
   */
  create(snippet: SnippetInput, options?: AppCallOptions): Promise<{ snippet: Snippet } & UnknownFields> {
    return this.call('create', 'POST', path`/snippets`, options, {
      body: snippet,
      check: () => checkName(snippet, 150),
    });
  }

  /**
   * Creates or updates the snippet with a name.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateSnippets
   */
  update(snippet: SnippetInput, options?: AppCallOptions): Promise<{ snippet: Snippet } & UnknownFields> {
    return this.call('update', 'PUT', path`/snippets`, options, {
      body: snippet,
      check: () => checkName(snippet, 150),
    });
  }

  /**
   * Deletes a snippet that nothing uses.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteSnippet
   */
  async delete(snippetName: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/snippets/${{ snippetName }}`, options);
  }
}
