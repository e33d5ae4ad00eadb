import type { OutboxItem } from './items.js';
import { itemKeys } from './ordering-keys.js';
import type { StoredItem } from './stored-item.js';

/** An item and its ordering keys. */
export interface Keyed<Item extends StoredItem> {
  readonly stored: Item;
  readonly keys: readonly string[];
}

/** What clients send in batches. */
type BatchedKind = 'track-v2' | 'pipelines';

/** What is sent together in a stage. */
export type Lane = OutboxItem['kind'] | `${BatchedKind} in order`;

/**
 * Divides items into stages that are sent one after the other. Within a stage, items of different lanes have no ordering key in
 * common: their order does not matter.
 */
export function stagesOf<Item extends StoredItem>(items: readonly Item[]): Keyed<Item>[][] {
  const [first] = items;
  // Items that are all of one batched kind and have no key of their own: the client orders them, by the same keys.
  if (first && isBatched(laneOf(first)) && items.every((item) => laneOf(item) === laneOf(first))) {
    return [items.map((stored) => ({ stored, keys: [] }))];
  }
  const stages: Keyed<Item>[][] = [];
  const last = new Map<string, { stage: number; lane: Lane }>();
  for (const stored of items) {
    const lane = laneOf(stored);
    const keys = itemKeys(stored.item);
    let stage = 0;
    for (const key of keys) {
      const before = last.get(key);
      if (before) stage = Math.max(stage, before.lane === lane ? before.stage : before.stage + 1);
    }
    const place = { stage, lane };
    for (const key of keys) last.set(key, place);
    if (stage === stages.length) stages.push([]);
    stages[stage]!.push({ stored, keys });
  }
  return stages;
}

/**
 * The lane of an item: its kind. Of those that clients send in batches, the ones with an `orderingKey`, which
 * clients do not know, are sent apart from the others.
 */
export function laneOf({ item: { kind, orderingKey } }: StoredItem): Lane {
  return orderingKey !== undefined && isBatched(kind) ? `${kind} in order` : kind;
}

function isBatched(kind: Lane): kind is BatchedKind {
  return kind === 'track-v2' || kind === 'pipelines';
}
