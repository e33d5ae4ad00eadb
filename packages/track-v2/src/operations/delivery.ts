import { copyJsonObject, requireOneOf, requireText } from '@cio/core';
import type { DeliveryEvent } from './types.js';

/**
 * Builders of operations on a delivery: one message to one person.
 *
 * @see https://docs.customer.io/integrations/api/track/#operation/entity
 */
export const delivery = {
  /**
   * What became of a push. It carries no ULID: sent twice, it may count twice.
   *
   * @throws ValidationError
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
