/**
 * Which rows are done when so many operations are: rows that were bad made no operation. It holds what is under way and no
 * more.
 */
export class SettledRows {
  /** The number of rows up to and including the one that each operation was made of, from `#from` on. */
  #ends: number[] = [];
  #from = 0;

  /** The next operation is made of this row, counted from 1. */
  add(row: number): void {
    this.#ends.push(row);
  }

  /** How many rows are done when all operations before the position are. */
  before(position: number): number {
    const done = this.#ends.splice(0, position - this.#from);
    this.#from = position;
    return done.at(-1)!;
  }
}
