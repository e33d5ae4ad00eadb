import { type ItemFormat, requireObject, requireOneOf, toJsonValue } from '@cio/core';

const TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'];

/** How messages are called in errors, and read. Customer.io answers 200 to one over 32 KB, and drops it. */
export const MESSAGE_FORMAT: ItemFormat = {
  itemName: 'message',
  read(message) {
    requireObject('operation', message);
    const value = toJsonValue(message, 'operation', 'iso');
    requireObject('operation', value);
    requireOneOf('operation.type', value.type, TYPES);
    return value as ReturnType<ItemFormat['read']>;
  },
};
