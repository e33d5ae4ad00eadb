import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import { checkName } from '../check-name.js';
import type {
  CreateNewsletter,
  CreateTranslation,
  LinkMetricsParams,
  LinkMetricsReport,
  Newsletter,
  NewsletterContent,
  NewsletterLinkMetricsParams,
  NewsletterListParams,
  NewsletterMessage,
  NewsletterMessagesParams,
  NewsletterMetrics,
  NewsletterMetricsParams,
  NewsletterRateLimit,
  ScheduleNewsletter,
  TestGroup,
  UnknownFields,
  UpdateNewsletterContent,
} from '../generated/types.js';
import { checkNewsletter, checkRateLimit, checkSchedule } from '../newsletters/checks.js';
import { noPaging } from '../paging.js';
import { type Cursor, type ListOf, Resource } from '../resource.js';
import { path } from '../url.js';

/** The contents of a newsletter: A/B test variants and languages. */
export class NewsletterVariantsResource extends Resource {
  protected readonly namespace: string = 'newsletters.variants';

  /**
   * Lists all contents of a newsletter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listNewsletterVariants
   */
  list(newsletterId: Identifier, options?: AppCallOptions): ListOf<'contents', NewsletterContent> {
    return this.paged('list', 'contents', path`/newsletters/${{ newsletterId }}/contents`, options, {
      paging: noPaging,
    });
  }

  /**
   * Returns a content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterVariant
   */
  get(
    newsletterId: Identifier,
    contentId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ content: NewsletterContent } & UnknownFields> {
    return this.call('get', 'GET', path`/newsletters/${{ newsletterId }}/contents/${{ contentId }}`, options);
  }

  /**
   * Updates a content.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateNewsletterVariant
   */
  update(
    newsletterId: Identifier,
    contentId: Identifier,
    content: UpdateNewsletterContent,
    options?: AppCallOptions,
  ): Promise<{ content: NewsletterContent } & UnknownFields> {
    return this.call(
      'update',
      'PUT',
      path`/newsletters/${{ newsletterId }}/contents/${{ contentId }}`,
      options,
      { body: content },
    );
  }

  /**
   * Returns the metrics of a content, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getVariantMetrics
   */
  getMetrics(
    newsletterId: Identifier,
    contentId: Identifier,
    params?: NewsletterMetricsParams,
    options?: AppCallOptions,
  ): Promise<NewsletterMetrics> {
    return this.call(
      'getMetrics',
      'GET',
      path`/newsletters/${{ newsletterId }}/contents/${{ contentId }}/metrics`,
      options,
      { query: params },
    );
  }

  /**
   * Returns the clicks on the links of a content, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getVariantLinks
   */
  getLinkMetrics(
    newsletterId: Identifier,
    contentId: Identifier,
    params?: NewsletterLinkMetricsParams,
    options?: AppCallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call(
      'getLinkMetrics',
      'GET',
      path`/newsletters/${{ newsletterId }}/contents/${{ contentId }}/metrics/links`,
      options,
      { query: params, lists: ['links'] },
    );
  }
}

/** The translations of a newsletter. */
export class NewsletterLanguagesResource extends Resource {
  protected readonly namespace: string = 'newsletters.languages';

  /**
   * Adds a language, and returns the newsletter, with the id of the new content in its `content_ids`.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createNewsletterLanguageVariant
   */
  create(
    newsletterId: Identifier,
    translation: CreateTranslation,
    options?: AppCallOptions,
  ): Promise<{ newsletter: Newsletter } & UnknownFields> {
    return this.call('create', 'POST', path`/newsletters/${{ newsletterId }}/language`, options, {
      body: translation,
    });
  }

  /**
   * Returns a newsletter in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterVariantTranslation
   */
  get(
    newsletterId: Identifier,
    language: string,
    options?: AppCallOptions,
  ): Promise<{ content: NewsletterContent } & UnknownFields> {
    return this.call('get', 'GET', path`/newsletters/${{ newsletterId }}/language/${{ language }}`, options);
  }

  /**
   * Updates a newsletter in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateNewsletterVariantTranslation
   */
  update(
    newsletterId: Identifier,
    language: string,
    content: UpdateNewsletterContent,
    options?: AppCallOptions,
  ): Promise<{ content: NewsletterContent } & UnknownFields> {
    return this.call(
      'update',
      'PUT',
      path`/newsletters/${{ newsletterId }}/language/${{ language }}`,
      options,
      { body: content },
    );
  }

  /**
   * Removes a language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteNewsletterLanguageVariant
   */
  async delete(newsletterId: Identifier, language: string, options?: AppCallOptions): Promise<void> {
    await this.call(
      'delete',
      'DELETE',
      path`/newsletters/${{ newsletterId }}/language/${{ language }}`,
      options,
    );
  }
}

/** The variants of an A/B test. */
export class NewsletterTestGroupsResource extends Resource {
  protected readonly namespace: string = 'newsletters.testGroups';

  /**
   * Lists all variants of the A/B test.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterTestGroups
   */
  list(newsletterId: Identifier, options?: AppCallOptions): ListOf<'test_groups', TestGroup> {
    return this.paged('list', 'test_groups', path`/newsletters/${{ newsletterId }}/test_groups`, options, {
      paging: noPaging,
    });
  }

  /**
   * Adds a variant to the A/B test.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createNewsletterTestGroup
   */
  create(
    newsletterId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ newsletter: Newsletter } & UnknownFields> {
    return this.call('create', 'POST', path`/newsletters/${{ newsletterId }}/test_groups`, options);
  }

  /**
   * Adds a language to a variant, and returns the newsletter, with the id of the new content in its `content_ids`.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createNewsletterTestLanguageVariant
   */
  createTranslation(
    newsletterId: Identifier,
    testGroupId: Identifier,
    translation: CreateTranslation,
    options?: AppCallOptions,
  ): Promise<{ newsletter: Newsletter } & UnknownFields> {
    return this.call(
      'createTranslation',
      'POST',
      path`/newsletters/${{ newsletterId }}/test_group/${{ testGroupId }}/language`,
      options,
      { body: translation },
    );
  }

  /**
   * Returns a variant in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterVariantTranslationTest
   */
  getTranslation(
    newsletterId: Identifier,
    testGroupId: Identifier,
    language: string,
    options?: AppCallOptions,
  ): Promise<{ content: NewsletterContent } & UnknownFields> {
    return this.call(
      'getTranslation',
      'GET',
      path`/newsletters/${{ newsletterId }}/test_group/${{ testGroupId }}/language/${{ language }}`,
      options,
    );
  }

  /**
   * Updates a variant in one language; '' is the default language.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateNewsletterTestTranslation
   */
  updateTranslation(
    newsletterId: Identifier,
    testGroupId: Identifier,
    language: string,
    content: UpdateNewsletterContent,
    options?: AppCallOptions,
  ): Promise<{ content: NewsletterContent } & UnknownFields> {
    return this.call(
      'updateTranslation',
      'PUT',
      path`/newsletters/${{ newsletterId }}/test_group/${{ testGroupId }}/language/${{ language }}`,
      options,
      { body: content },
    );
  }

  /**
   * Removes a language of a variant.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteNewsletterTestLanguageVariant
   */
  async deleteTranslation(
    newsletterId: Identifier,
    testGroupId: Identifier,
    language: string,
    options?: AppCallOptions,
  ): Promise<void> {
    await this.call(
      'deleteTranslation',
      'DELETE',
      path`/newsletters/${{ newsletterId }}/test_group/${{ testGroupId }}/language/${{ language }}`,
      options,
    );
  }
}

/** Newsletters. */
export class NewslettersResource extends Resource {
  protected readonly namespace: string = 'newsletters';

  readonly variants: NewsletterVariantsResource = new NewsletterVariantsResource(this.http);
  readonly languages: NewsletterLanguagesResource = new NewsletterLanguagesResource(this.http);
  readonly testGroups: NewsletterTestGroupsResource = new NewsletterTestGroupsResource(this.http);

  /**
   * Lists all newsletters, newest first.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/listNewsletters
   */
  list(params?: NewsletterListParams, options?: AppCallOptions): ListOf<'newsletters', Newsletter, Cursor> {
    return this.paged('list', 'newsletters', path`/newsletters`, options, { query: params });
  }

  /**
   * Creates a newsletter. `type` is its channel.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/createNewsletter
   */
  create(
    newsletter: CreateNewsletter,
    options?: AppCallOptions,
  ): Promise<{ newsletter: Newsletter } & UnknownFields> {
    return this.call('create', 'POST', path`/newsletters`, options, {
      body: newsletter,
      check: () => {
        checkNewsletter(newsletter);
        checkName(newsletter, 190);
      },
    });
  }

  /**
   * Returns a newsletter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletters
   */
  get(
    newsletterId: Identifier,
    options?: AppCallOptions,
  ): Promise<{ newsletter: Newsletter } & UnknownFields> {
    return this.call('get', 'GET', path`/newsletters/${{ newsletterId }}`, options);
  }

  /**
   * Deletes a newsletter.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/deleteNewsletters
   */
  async delete(newsletterId: Identifier, options?: AppCallOptions): Promise<void> {
    await this.call('delete', 'DELETE', path`/newsletters/${{ newsletterId }}`, options);
  }

  /**
   * Sends a newsletter now. A retry strategy repeats it only if no request reached Customer.io.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/sendNewsletter
   */
  send(
    newsletterId: Identifier,
    rateLimit: NewsletterRateLimit = {},
    options?: AppCallOptions,
  ): Promise<{ newsletter: Newsletter } & UnknownFields> {
    return this.call('send', 'POST', path`/newsletters/${{ newsletterId }}/send`, options, {
      body: rateLimit,
      check: () => checkRateLimit(rateLimit),
    });
  }

  /**
   * Schedules a newsletter; `scheduled_at: 0` cancels the schedule.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/scheduleNewsletter
   */
  schedule(
    newsletterId: Identifier,
    schedule: ScheduleNewsletter,
    options?: AppCallOptions,
  ): Promise<{ newsletter: Newsletter } & UnknownFields> {
    return this.call('schedule', 'POST', path`/newsletters/${{ newsletterId }}/schedule`, options, {
      body: schedule,
      check: () => checkSchedule(schedule),
    });
  }

  /**
   * Lists the messages of a newsletter. Default: of the last 6 months.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterMsgMeta
   */
  getMessages(
    newsletterId: Identifier,
    params?: NewsletterMessagesParams,
    options?: AppCallOptions,
  ): ListOf<'messages', NewsletterMessage, Cursor> {
    return this.paged('getMessages', 'messages', path`/newsletters/${{ newsletterId }}/messages`, options, {
      query: params,
    });
  }

  /**
   * Returns the metrics of a newsletter, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterMetrics
   */
  getMetrics(
    newsletterId: Identifier,
    params?: NewsletterMetricsParams,
    options?: AppCallOptions,
  ): Promise<NewsletterMetrics> {
    return this.call('getMetrics', 'GET', path`/newsletters/${{ newsletterId }}/metrics`, options, {
      query: params,
    });
  }

  /**
   * Returns the clicks on the links of a newsletter, per period.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getNewsletterLinks
   */
  getLinkMetrics(
    newsletterId: Identifier,
    params?: LinkMetricsParams,
    options?: AppCallOptions,
  ): Promise<LinkMetricsReport> {
    return this.call('getLinkMetrics', 'GET', path`/newsletters/${{ newsletterId }}/metrics/links`, options, {
      query: params,
      lists: ['links'],
    });
  }
}
