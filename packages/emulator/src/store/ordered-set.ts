/**
 * A set that keeps the order in which its members were added, and reads from any place in it: `Set` can only be read from
 * its beginning. Removed members leave a gap; the gaps are closed when they are half of all.
 */
export class OrderedSet<T extends object> implements Iterable<T> {
  #members: (T | undefined)[] = [];
  readonly #positions = new Map<T, number>();

  get size(): number {
    return this.#positions.size;
  }

  has(member: T): boolean {
    return this.#positions.has(member);
  }

  add(member: T): void {
    if (this.#positions.has(member)) return;
    this.#positions.set(member, this.#members.length);
    this.#members.push(member);
  }

  delete(member: T): boolean {
    const position = this.#positions.get(member);
    if (position === undefined) return false;
    this.#positions.delete(member);
    this.#members[position] = undefined;
    if (this.#positions.size * 2 < this.#members.length) this.#closeGaps();
    return true;
  }

  /** A number that is smaller for members that were added earlier. */
  position(member: T): number {
    return this.#positions.get(member) ?? -1;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (const member of this.#members) if (member) yield member;
  }

  /** The members from the last to the first. */
  *newestFirst(): IterableIterator<T> {
    for (let i = this.#members.length - 1; i >= 0; i--) {
      const member = this.#members[i];
      if (member) yield member;
    }
  }

  #closeGaps(): void {
    this.#members = this.#members.filter((member) => member !== undefined);
    for (const [position, member] of this.#members.entries()) this.#positions.set(member!, position);
  }
}
