import { isThenable } from '../callbacks/call-safely.js';
import { ValidationError } from '../errors/validation-error.js';
import { describe } from '../validation/checks.js';
import { readSafely } from '../validation/read-safely.js';
import { type OutboxItem, readItem, withOrderingKey } from './items.js';
import { itemKeys, partitionOf } from './ordering-keys.js';
import type { Addable } from './outbox.js';

/** An item that is to be stored, and where. */
export interface AddedItem {
  readonly item: OutboxItem;
  readonly partition: number;
}

/**
 * Validates what is passed to `add`, and tells the partition of each item.
 *
 * @throws ValidationError for an item that could not be sent.
 */
export async function readAddable(
  items: Addable | Iterable<Addable>,
  orderingKey: string | undefined,
  partitions: number,
): Promise<AddedItem[]> {
  const isList = readSafely(
    'items',
    () => typeof (items as Iterable<Addable>)?.[Symbol.iterator] === 'function',
  );
  const list = isList
    ? readSafely('items', () => Array.from(items as Iterable<Addable>))
    : readSafely('items', () => {
        if (typeof items === 'object' && items !== null) return [items as Addable];
        throw new ValidationError('items', `expected an item or several, got ${describe(items)}`);
      });
  const inputs = list.some(isThenable) ? await Promise.all(list) : list;
  return inputs.map((input, index) => {
    const read = readItem(isList ? `items[${index}]` : 'items', input);
    const item = withOrderingKey(read, orderingKey, 'orderingKey');
    return { item, partition: partitionOf(itemKeys(item)[0] ?? '', partitions) };
  });
}

/** A repaired item in place of a dead letter: it has its partition, and its ordering key. */
export function replacementOf(letter: AddedItem, repaired: OutboxItem): AddedItem {
  const { item, partition } = letter;
  return { item: withOrderingKey(repaired, item.orderingKey, 'orderingKey'), partition };
}
