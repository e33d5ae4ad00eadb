import type { CallOptions, HttpClient, Identifier } from '@cio/core';
import type {
  DesignStudioComponent,
  DesignStudioComponentListParams,
  DesignStudioContent,
  DesignStudioEmail,
  DesignStudioEmailListParams,
  DesignStudioEnvelope,
  DesignStudioFolder,
  DesignStudioListParams,
  DesignStudioTransformers,
  DesignStudioTranslation,
  PageMeta,
} from '../generated/types.js';
import { noPaging, numberedPaging } from '../paging.js';
import { type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** What a Design Studio email is made of. */
export interface DesignStudioEmailInput {
  name: string;
  /** Null or left out: the root. */
  parent_folder_id?: string | null;
  is_template?: boolean;
  content?: DesignStudioContent;
  envelope?: DesignStudioEnvelope;
  transformers?: DesignStudioTransformers;
}

/** What a translation says otherwise than the email. What is left out is the email's. */
export type DesignStudioTranslationInput = Pick<
  DesignStudioEmailInput,
  'content' | 'envelope' | 'transformers'
>;

/** A folder of Design Studio. */
export interface DesignStudioFolderInput {
  name: string;
  /** Null or left out: the root. */
  parent_folder_id?: string | null;
}

/** A part that emails share. `tag` is the name of its element. */
export interface DesignStudioComponentInput {
  name: string;
  tag: string;
  /** Null or left out: the root. */
  parent_folder_id?: string | null;
  content?: string;
}

/** Folders of Design Studio. */
export class DesignStudioFoldersResource extends Resource {
  protected readonly namespace: string = 'designStudio.folders';

  /**
   * All folders, or those of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listFolders
   */
  list(
    params?: DesignStudioListParams,
    options?: CallOptions,
  ): ListOf<'folders', DesignStudioFolder, { meta?: PageMeta }> {
    return this.paged('list', 'folders', path`/design_studio/folders`, options, {
      query: params,
      paging: numberedPaging,
    });
  }

  /**
   * Makes a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createFolder
   */
  create(folder: DesignStudioFolderInput, options?: CallOptions): Promise<{ folder: DesignStudioFolder }> {
    return this.call('create', 'POST', path`/design_studio/folders`, options, {
      body: folder,
    });
  }

  /**
   * One folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getFolder
   */
  get(folderId: Identifier, options?: CallOptions): Promise<{ folder: DesignStudioFolder }> {
    return this.call('get', 'GET', path`/design_studio/folders/${{ folderId }}`, options);
  }

  /**
   * Changes what is given. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateFolder
   */
  async update(
    folderId: Identifier,
    changes: Partial<DesignStudioFolderInput>,
    options?: CallOptions,
  ): Promise<void> {
    await this.call('update', 'PUT', path`/design_studio/folders/${{ folderId }}`, options, {
      body: changes,
    });
  }

  /**
   * Deletes a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteFolder
   */
  async delete(folderId: Identifier, options?: CallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/design_studio/folders/${{ folderId }}`, options);
  }
}

/** A Design Studio email in other languages. */
export class DesignStudioLanguagesResource extends Resource {
  protected readonly namespace: string = 'designStudio.emails.languages';

  /**
   * All languages of an email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listEmailTranslations
   */
  list(emailId: Identifier, options?: CallOptions): ListOf<'email_translations', DesignStudioTranslation> {
    return this.paged(
      'list',
      'email_translations',
      path`/design_studio/emails/${{ emailId }}/languages`,
      options,
      { paging: noPaging },
    );
  }

  /**
   * Adds a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createEmailTranslation
   */
  create(
    emailId: Identifier,
    translation: DesignStudioTranslationInput & { language: string },
    options?: CallOptions,
  ): Promise<{ email_translation: DesignStudioTranslation }> {
    return this.call('create', 'POST', path`/design_studio/emails/${{ emailId }}/languages`, options, {
      body: translation,
    });
  }

  /**
   * An email in one language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getEmailTranslation
   */
  get(
    emailId: Identifier,
    language: string,
    options?: CallOptions,
  ): Promise<{ email_translation: DesignStudioTranslation }> {
    return this.call(
      'get',
      'GET',
      path`/design_studio/emails/${{ emailId }}/languages/${{ language }}`,
      options,
    );
  }

  /**
   * Changes what is given.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEmailTranslation
   */
  async update(
    emailId: Identifier,
    language: string,
    changes: DesignStudioTranslationInput,
    options?: CallOptions,
  ): Promise<void> {
    await this.call(
      'update',
      'PUT',
      path`/design_studio/emails/${{ emailId }}/languages/${{ language }}`,
      options,
      { body: changes },
    );
  }

  /**
   * Removes a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteEmailTranslation
   */
  async delete(emailId: Identifier, language: string, options?: CallOptions): Promise<void> {
    await this.call(
      'delete',
      'DELETE',
      path`/design_studio/emails/${{ emailId }}/languages/${{ language }}`,
      options,
    );
  }
}

/** Emails of Design Studio. Publishing them into workflows is done by hand. */
export class DesignStudioEmailsResource extends Resource {
  protected readonly namespace: string = 'designStudio.emails';

  readonly languages: DesignStudioLanguagesResource = new DesignStudioLanguagesResource(this.http);

  /**
   * All emails, or those of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listEmails
   */
  list(
    params?: DesignStudioEmailListParams,
    options?: CallOptions,
  ): ListOf<'emails', DesignStudioEmail, { folders?: DesignStudioFolder[]; meta?: PageMeta }> {
    return this.paged('list', 'emails', path`/design_studio/emails`, options, {
      query: params,
      paging: numberedPaging,
    });
  }

  /**
   * Makes a email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createEmail
   */
  create(email: DesignStudioEmailInput, options?: CallOptions): Promise<{ email: DesignStudioEmail }> {
    return this.call('create', 'POST', path`/design_studio/emails`, options, {
      body: email,
    });
  }

  /**
   * One email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getEmail
   */
  get(emailId: Identifier, options?: CallOptions): Promise<{ email: DesignStudioEmail }> {
    return this.call('get', 'GET', path`/design_studio/emails/${{ emailId }}`, options);
  }

  /**
   * Changes what is given. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEmail
   */
  async update(
    emailId: Identifier,
    changes: Partial<DesignStudioEmailInput>,
    options?: CallOptions,
  ): Promise<void> {
    await this.call('update', 'PUT', path`/design_studio/emails/${{ emailId }}`, options, { body: changes });
  }

  /**
   * Deletes a email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteEmail
   */
  async delete(emailId: Identifier, options?: CallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/design_studio/emails/${{ emailId }}`, options);
  }
}

/** Parts that Design Studio emails share. */
export class DesignStudioComponentsResource extends Resource {
  protected readonly namespace: string = 'designStudio.components';

  /**
   * All components, or those of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listComponents
   */
  list(
    params?: DesignStudioComponentListParams,
    options?: CallOptions,
  ): ListOf<'components', DesignStudioComponent, { folders?: DesignStudioFolder[]; meta?: PageMeta }> {
    return this.paged('list', 'components', path`/design_studio/components`, options, {
      query: params,
      paging: numberedPaging,
    });
  }

  /**
   * Makes a component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createComponent
   */
  create(
    component: DesignStudioComponentInput,
    options?: CallOptions,
  ): Promise<{ component: DesignStudioComponent }> {
    return this.call('create', 'POST', path`/design_studio/components`, options, {
      body: component,
    });
  }

  /**
   * One component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getComponent
   */
  get(componentId: Identifier, options?: CallOptions): Promise<{ component: DesignStudioComponent }> {
    return this.call('get', 'GET', path`/design_studio/components/${{ componentId }}`, options);
  }

  /**
   * Changes what is given. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateComponent
   */
  async update(
    componentId: Identifier,
    changes: Partial<DesignStudioComponentInput>,
    options?: CallOptions,
  ): Promise<void> {
    await this.call('update', 'PUT', path`/design_studio/components/${{ componentId }}`, options, {
      body: changes,
    });
  }

  /**
   * Deletes a component.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteComponent
   */
  async delete(componentId: Identifier, options?: CallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/design_studio/components/${{ componentId }}`, options);
  }
}

/** Design Studio: emails, what they share, and where they lie. */
export class DesignStudioResource {
  readonly folders: DesignStudioFoldersResource;
  readonly emails: DesignStudioEmailsResource;
  readonly components: DesignStudioComponentsResource;

  /** @param http Makes the requests: `appHttp(…)`, or another client's. */
  constructor(http: HttpClient) {
    this.folders = new DesignStudioFoldersResource(http);
    this.emails = new DesignStudioEmailsResource(http);
    this.components = new DesignStudioComponentsResource(http);
  }
}
