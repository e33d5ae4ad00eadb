import {
  type Identifier,
  requireIdentifier,
  requireObject,
  requireOneKey,
  requireOneOf,
  requireText,
} from '@cio/core';
import type { AppCallOptions } from '../../call-options.js';
import { checkName } from '../../check-name.js';
import type {
  CreateDesignStudioEmail,
  DesignStudioEmail,
  DesignStudioEmailListParams,
  DesignStudioEmailSummary,
  DesignStudioFolder,
  DesignStudioPreview,
  DesignStudioPublication,
  DesignStudioPublishStatus,
  DesignStudioRendering,
  DesignStudioReview,
  LinkDesignStudioEmail,
  LinkedDesignStudioEmail,
  PageMeta,
  PreviewDesignStudioEmail,
  UnknownFields,
  UpdateDesignStudioEmail,
} from '../../generated/types.js';
import { type WaitOptions, waitFor } from '../../jobs/wait.js';
import { numberedPaging } from '../../paging.js';
import { requireFields } from '../../require-fields.js';
import { type ListOf, Resource } from '../../resource.js';
import { path } from '../../url.js';
import { checkEnvelope } from './envelope.js';
import { DesignStudioLanguagesResource } from './languages.js';
import { DesignStudioVersionsResource } from './versions.js';

/** Emails of Design Studio: content, versions, links to messages, publishing, and previews. */
export class DesignStudioEmailsResource extends Resource {
  protected readonly namespace: string = 'designStudio.emails';

  readonly languages: DesignStudioLanguagesResource = new DesignStudioLanguagesResource(this.http);
  readonly versions: DesignStudioVersionsResource = new DesignStudioVersionsResource(this.http);

  /**
   * Lists all emails, or the emails of a folder.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listEmails
   */
  list(
    params?: DesignStudioEmailListParams,
    options?: AppCallOptions,
  ): ListOf<'emails', DesignStudioEmailSummary, { folders?: DesignStudioFolder[]; meta?: PageMeta }> {
    return this.paged('list', 'emails', path`/design_studio/emails`, options, {
      query: params,
      paging: numberedPaging,
    });
  }

  /**
   * Creates an email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createEmail
   */
  create(
    email: CreateDesignStudioEmail,
    options?: AppCallOptions,
  ): Promise<{ email: DesignStudioEmail } & UnknownFields> {
    return this.call('create', 'POST', path`/design_studio/emails`, options, {
      body: email,
      check: () => {
        checkEnvelope(email?.envelope);
        checkName(email, 255);
      },
    });
  }

  /**
   * Returns an email.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getEmail
   */
  get(emailId: Identifier, options?: AppCallOptions): Promise<{ email: DesignStudioEmail } & UnknownFields> {
    return this.call('get', 'GET', path`/design_studio/emails/${{ emailId }}`, options);
  }

  /**
   * Updates an email: the fields that are passed. A `parent_folder_id` of null moves it to the root.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEmail
   */
  async update(
    emailId: Identifier,
    changes: UpdateDesignStudioEmail,
    options?: AppCallOptions,
  ): Promise<void> {
    await this.call('update', 'PUT', path`/design_studio/emails/${{ emailId }}`, options, {
      body: changes,
      check: () => {
        checkName(changes, 255);
        requireFields('changes', changes);
        checkEnvelope(changes.envelope);
      },
    });
  }

  /**
   * Deletes an email that is not linked to a message.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteEmail
   */
  async delete(emailId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/design_studio/emails/${{ emailId }}`, options);
  }

  /**
   * Links an email to a message, as its content: to a transactional message, a newsletter, or an action of a campaign or a
   * broadcast. The email of the default language is linked; its translations are included. The rate limit is 5 requests per
   * second, together with publish, render, preview, review and submitting inbox previews.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/linkEmail
   */
  link(
    emailId: Identifier,
    link: LinkDesignStudioEmail,
    options?: AppCallOptions,
  ): Promise<LinkedDesignStudioEmail> {
    return this.call('link', 'POST', path`/design_studio/emails/${{ emailId }}/link`, options, {
      body: link,
      check: () => checkLink(link),
      replaySafe: true,
      bucket: 'design',
    });
  }

  /**
   * Publishes the draft, in all its languages, to the message that it is linked to. The result is `done`, or `pending` if there
   * are several languages: {@link waitForPublish}. A retry strategy repeats it only if no request reached Customer.io: every
   * publication creates versions.
   *
   * @throws ApiError 422 if there are Liquid errors: see `body.errors[].meta`, by language.
   * @see https://docs.customer.io/integrations/api/app/#operation/publishEmail
   */
  publish(emailId: Identifier, options?: AppCallOptions): Promise<DesignStudioPublication> {
    return this.call('publish', 'POST', path`/design_studio/emails/${{ emailId }}/publish`, options, {
      bucket: 'design',
    });
  }

  /**
   * Returns the status of a `pending` publication.
   *
   * @throws ApiError if it has failed, with the errors that {@link publish} has.
   * @see https://docs.customer.io/integrations/api/app/#operation/getPublishStatus
   */
  getPublishStatus(
    emailId: Identifier,
    publishId: string,
    options?: AppCallOptions,
  ): Promise<DesignStudioPublishStatus> {
    return this.call(
      'getPublishStatus',
      'GET',
      path`/design_studio/emails/${{ emailId }}/publish_status`,
      options,
      { query: { publish_id: publishId }, check: () => requireText('publishId', publishId) },
    );
  }

  /**
   * Waits until a publication is done.
   *
   * @param publication The result of {@link publish}, or its `publish_id`.
   * @throws JobError if it has not completed in time; ApiError if it has failed.
   */
  waitForPublish(
    emailId: Identifier,
    publication: DesignStudioPublication | string,
    options?: WaitOptions<DesignStudioPublishStatus>,
  ): Promise<DesignStudioPublishStatus> {
    const { status, publish_id } =
      typeof publication === 'string' ? { status: 'pending', publish_id: publication } : publication;
    if (status === 'done') return Promise.resolve(publication as DesignStudioPublishStatus);
    return waitFor(
      {
        what: `publishing email ${emailId}`,
        read: (callOptions) => this.getPublishStatus(emailId, publish_id as string, callOptions),
        isDone: (publishing) => publishing.status === 'done',
      },
      options,
    );
  }

  /**
   * Returns whether a linked email, or one of its translations, has unpublished changes. False for an email that is not linked.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/checkUnpublishedChanges
   */
  getUnpublishedChanges(
    emailId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ has_unpublished_changes: boolean } & UnknownFields> {
    return this.call(
      'getUnpublishedChanges',
      'GET',
      path`/design_studio/emails/${{ emailId }}/unpublished_changes`,
      options,
    );
  }

  /**
   * Renders the email as HTML, with its Liquid unevaluated.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/renderEmail
   */
  render(emailId: Identifier, options?: AppCallOptions): Promise<DesignStudioRendering> {
    return this.call('render', 'GET', path`/design_studio/emails/${{ emailId }}/render`, options, {
      bucket: 'design',
    });
  }

  /**
   * Renders the email as HTML, with its Liquid evaluated against your data. Liquid errors are in the result, and are not
   * thrown.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/previewEmail
   */
  preview(
    emailId: Identifier,
    data: PreviewDesignStudioEmail = {},
    options?: AppCallOptions,
  ): Promise<DesignStudioPreview> {
    return this.call('preview', 'POST', path`/design_studio/emails/${{ emailId }}/preview`, options, {
      body: data,
      replaySafe: true,
      bucket: 'design',
    });
  }

  /**
   * Runs the checks before sending: a score, and the result and the findings of each check.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/reviewEmail
   */
  review(emailId: Identifier, options?: AppCallOptions): Promise<DesignStudioReview> {
    return this.call('review', 'GET', path`/design_studio/emails/${{ emailId }}/review`, options, {
      bucket: 'design',
    });
  }
}

const TARGETS = {
  campaign_action: 'action_id',
  newsletter: 'newsletter_id',
  transactional_message: 'transactional_message_id',
} as const;

/** Throws a ValidationError for a target whose id does not belong to its type. */
function checkLink(link: LinkDesignStudioEmail): void {
  requireObject('link', link);
  requireObject('link.target', link.target);
  const { type, ...ids }: { type: keyof typeof TARGETS; [id: string]: unknown } = link.target;
  requireOneOf('link.target.type', type, Object.keys(TARGETS));
  const key = TARGETS[type];
  requireOneKey('link.target', ids, [key]);
  requireIdentifier(`link.target.${key}`, ids[key]);
}
