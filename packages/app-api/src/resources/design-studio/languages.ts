import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../../call-options.js';
import type {
  CreateDesignStudioTranslation,
  DesignStudioTranslation,
  UnknownFields,
  UpdateDesignStudioTranslation,
} from '../../generated/types.js';
import { noPaging } from '../../paging.js';
import { requireFields } from '../../require-fields.js';
import { type ListOf, Resource } from '../../resource.js';
import { path } from '../../url.js';
import { checkEnvelope } from './envelope.js';

/** The translations of a Design Studio email. */
export class DesignStudioLanguagesResource extends Resource {
  protected readonly namespace: string = 'designStudio.emails.languages';

  /**
   * Lists all translations of an email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listEmailTranslations
   */
  list(emailId: Identifier, options?: AppCallOptions): ListOf<'email_translations', DesignStudioTranslation> {
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
    translation: CreateDesignStudioTranslation,
    options?: AppCallOptions,
  ): Promise<{ email_translation: DesignStudioTranslation } & UnknownFields> {
    return this.call('create', 'POST', path`/design_studio/emails/${{ emailId }}/languages`, options, {
      body: translation,
      check: () => checkEnvelope(translation?.envelope),
    });
  }

  /**
   * Returns an email in one language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getEmailTranslation
   */
  get(
    emailId: Identifier,
    language: string,
    options?: AppCallOptions,
  ): Promise<{ email_translation: DesignStudioTranslation } & UnknownFields> {
    return this.call(
      'get',
      'GET',
      path`/design_studio/emails/${{ emailId }}/languages/${{ language }}`,
      options,
    );
  }

  /**
   * Updates a translation: the fields that are passed.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEmailTranslation
   */
  async update(
    emailId: Identifier,
    language: string,
    changes: UpdateDesignStudioTranslation,
    options?: AppCallOptions,
  ): Promise<void> {
    await this.call(
      'update',
      'PUT',
      path`/design_studio/emails/${{ emailId }}/languages/${{ language }}`,
      options,
      {
        body: changes,
        check: () => {
          requireFields('changes', changes);
          checkEnvelope(changes.envelope);
        },
      },
    );
  }

  /**
   * Removes a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteEmailTranslation
   */
  async delete(emailId: Identifier, language: string, options?: AppCallOptions): Promise<void> {
    await this.call(
      'delete',
      'DELETE',
      path`/design_studio/emails/${{ emailId }}/languages/${{ language }}`,
      options,
    );
  }
}
