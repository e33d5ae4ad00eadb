import { copyJsonObject, requireOneOf, requireText } from '@cio/core';
import type { DeliveryEvent } from './types.js';

/**
 * Builds operations on deliveries: a delivery is one message to one person.
 *
 * @see https://docs.customer.io/integrations/api/track/#operation/entity
 */
export const delivery = {
  /**
   * The status of a push notification. It has no idempotency key: sent twice, it may be counted twice.
   *
   * @throws ValidationError for an argument that is not valid.
   */
  event(
    deliveryId: string,
    name: DeliveryEvent['name'],
    attributes: DeliveryEvent['attributes'],
  ): DeliveryEvent {
    requireText('deliveryId', deliveryId);
    requireOneOf('name', name, ['opened', 'converted', 'delivered']);
    const copy = copyJsonObject('attributes', attributes);
    requireText('attributes.device_token', copy.device_token);
    return {
      type: 'delivery',
      action: 'event',
      identifiers: { id: deliveryId },
      name,
      attributes: copy as { device_token: string },
    };
  },
} as const;
