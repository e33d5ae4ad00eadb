import { itemKeys } from './ordering-keys.js';
import type { StoredItem } from './stored-item.js';

/** An item and its ordering keys. */
export interface Keyed<Item extends StoredItem> {
  readonly stored: Item;
  readonly keys: readonly string[];
}

/** What clients send in batches. */
const BATCHED = ['track-v2', 'pipelines'];

/**
 * Divides items into stages that are sent one after the other. Within a stage, items of different kinds have no ordering key in
 * common: their order does not matter.
 */
export function stagesOf<Item extends StoredItem>(items: readonly Item[]): Keyed<Item>[][] {
  const [first] = items;
  // Ordered by the client, by the same keys.
  if (
    first &&
    BATCHED.includes(first.item.kind) &&
    items.every(({ item }) => item.kind === first.item.kind)
  ) {
    return [items.map((stored) => ({ stored, keys: [] }))];
  }
  const stages: Keyed<Item>[][] = [];
  const last = new Map<string, { stage: number; kind: string }>();
  for (const stored of items) {
    const { kind } = stored.item;
    const keys = itemKeys(stored.item);
    let stage = 0;
    for (const key of keys) {
      const before = last.get(key);
      if (before) stage = Math.max(stage, before.kind === kind ? before.stage : before.stage + 1);
    }
    const place = { stage, kind };
    for (const key of keys) last.set(key, place);
    if (stage === stages.length) stages.push([]);
    stages[stage]!.push({ stored, keys });
  }
  return stages;
}
