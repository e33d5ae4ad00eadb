import { type ItemFormat, toJsonObject } from '@cio/core';

/** How operations are called in errors, and read. */
export const OPERATION_FORMAT: ItemFormat = {
  itemName: 'operation',
  read: (operation) => toJsonObject('operation', operation),
};
