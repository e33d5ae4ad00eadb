import type { OutboxItem } from './items.js';
import { readAddable } from './read-addable.js';
import type { DeadLetterReason, HeldPartition, OutboxStore, StoredItem } from './stored-item.js';

/** A store in memory, with one partition. */
export class TestStore implements OutboxStore {
  items: StoredItem[] = [];
  readonly dead: { item: OutboxItem; reason: DeadLetterReason }[] = [];
  /** What happened, in order. */
  readonly log: string[] = [];
  lost = new AbortController();
  failNext: Error | undefined;
  #isHeld = false;

  async add(items: readonly unknown[], addedAt = Date.now(), orderingKey?: string): Promise<void> {
    const added = await readAddable(items as never, orderingKey, 1);
    this.items.push(...added.map(({ item }) => ({ item, addedAt, isClaimed: false })));
  }

  async acquire(): Promise<HeldPartition | undefined> {
    const error = this.failNext;
    this.failNext = undefined;
    if (error) throw error;
    if (this.#isHeld || this.items.length === 0) return undefined;
    this.#isHeld = true;
    const unread = [...this.items];
    return {
      partition: 0,
      lost: this.lost.signal,
      read: async (max) => unread.splice(0, max),
      claim: async (items) => void this.log.push(`claim ${items.length}`),
      unclaim: async (items) => void this.log.push(`unclaim ${items.length}`),
      settle: async (settlements) => {
        this.log.push(`settle ${settlements.length}`);
        for (const { stored, reason } of settlements) {
          this.items.splice(this.items.indexOf(stored), 1);
          if (reason) this.dead.push({ item: stored.item, reason });
        }
      },
      release: async () => {
        this.#isHeld = false;
      },
    };
  }
}
