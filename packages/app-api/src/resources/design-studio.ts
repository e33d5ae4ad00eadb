import type { HttpClient } from '@cio/core';
import { DesignStudioComponentsResource } from './design-studio/components.js';
import { DesignStudioEmailsResource } from './design-studio/emails.js';
import { DesignStudioFoldersResource } from './design-studio/folders.js';
import { InboxPreviewsResource } from './design-studio/inbox-previews.js';

export * from './design-studio/components.js';
export * from './design-studio/emails.js';
export * from './design-studio/folders.js';
export * from './design-studio/inbox-previews.js';
export * from './design-studio/languages.js';
export * from './design-studio/versions.js';

/** Design Studio: emails, components, folders, and inbox previews. */
export class DesignStudioResource {
  readonly folders: DesignStudioFoldersResource;
  readonly emails: DesignStudioEmailsResource;
  readonly components: DesignStudioComponentsResource;
  readonly inboxPreviews: InboxPreviewsResource;

  /** @param http The HTTP client: made by `appHttp(…)`, or the `http` of an `AppClient`. */
  constructor(http: HttpClient) {
    this.folders = new DesignStudioFoldersResource(http);
    this.emails = new DesignStudioEmailsResource(http);
    this.components = new DesignStudioComponentsResource(http);
    this.inboxPreviews = new InboxPreviewsResource(http);
  }
}
