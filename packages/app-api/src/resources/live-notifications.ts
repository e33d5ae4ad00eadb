import type { Identifier } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type {
  EndLiveNotification,
  LiveNotification,
  StartLiveNotification,
  UnknownFields,
  UpdateLiveNotification,
} from '../generated/types.js';
import { checkEnd, checkStart, checkUpdate } from '../live-notifications/checks.js';
import { Resource } from '../resource.js';
import { path } from '../url.js';

/** Live notifications: Live Activities on iOS and Live Updates on Android. */
export class LiveNotificationsResource extends Resource {
  protected readonly namespace: string = 'liveNotifications';

  /**
   * Starts a live notification on a person's devices, and returns its `instance_id`.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/startLiveNotification
   */
  start(
    notification: StartLiveNotification,
    options?: AppCallOptions,
  ): Promise<{ instance_id: string } & UnknownFields> {
    return this.call('start', 'POST', path`/live_notifications/start`, options, {
      body: notification,
      check: () => checkStart(notification),
    });
  }

  /**
   * Updates a live notification with a complete `content_state`.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateLiveNotification
   */
  update(
    notification: UpdateLiveNotification,
    options?: AppCallOptions,
  ): Promise<{ instance_id: string } & UnknownFields> {
    return this.call('update', 'POST', path`/live_notifications/update`, options, {
      body: notification,
      check: () => checkUpdate(notification),
      replaySafe: true,
    });
  }

  /**
   * Ends a live notification. Without a `content_state`, the last state is kept.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/endLiveNotification
   */
  end(
    notification: EndLiveNotification,
    options?: AppCallOptions,
  ): Promise<{ instance_id: string } & UnknownFields> {
    return this.call('end', 'POST', path`/live_notifications/end`, options, {
      body: notification,
      check: () => checkEnd(notification),
      replaySafe: true,
    });
  }

  /**
   * Returns the state of a live notification.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getLiveNotification
   */
  get(instanceId: Identifier, options?: AppCallOptions): Promise<LiveNotification> {
    return this.call('get', 'GET', path`/live_notifications/${{ instanceId }}`, options);
  }
}
