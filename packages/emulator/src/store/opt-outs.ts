import type { OptOut } from './app-entities.js';
import { noop, type Table } from './table.js';

/** The numbers that people opted out of, by cio_id, and the people by number. */
export class OptOuts implements Table {
  onChange: Table['onChange'] = noop;
  readonly #byPerson = new Map<string, OptOut[]>();
  readonly #byNumber = new Map<string, Set<string>>();

  of(cioId: string): readonly OptOut[] {
    return this.#byPerson.get(cioId) ?? [];
  }

  set(cioId: string, { from, channel }: OptOut, optout: boolean): void {
    const others = this.of(cioId).filter((one) => one.from !== from || one.channel !== channel);
    const optOuts = optout ? [...others, { from, channel }] : others;
    if (optOuts.length > 0) this.#byPerson.set(cioId, optOuts);
    else this.#byPerson.delete(cioId);
    const people = this.#byNumber.get(from) ?? new Set();
    this.#byNumber.set(from, people);
    if (this.of(cioId).some((one) => one.from === from)) people.add(cioId);
    else people.delete(cioId);
    this.onChange(cioId);
  }

  /** Forgets a person, who is deleted. */
  delete(cioId: string): void {
    for (const { from } of this.of(cioId)) this.#byNumber.get(from)?.delete(cioId);
    if (this.#byPerson.delete(cioId)) this.onChange(cioId);
  }

  keys(): Iterable<string> {
    return this.#byPerson.keys();
  }

  toRecord(cioId: string): readonly OptOut[] | undefined {
    return this.#byPerson.get(cioId);
  }

  restore(cioId: string, optOuts: readonly OptOut[]): void {
    for (const optOut of optOuts) this.set(cioId, optOut, true);
  }

  /** The people who opted out of a number, or of any. */
  *people(from?: string): Iterable<string> {
    yield* (from === undefined ? this.#byPerson.keys() : this.#byNumber.get(from)?.keys()) ?? [];
  }
}
