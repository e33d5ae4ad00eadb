import type { Path } from './reads.js';

/** What a variable can be: a part of the data, or undefined for a value that the template makes itself. */
export interface Source {
  readonly path: Path;
  /** Whether it is what a filter made of the data. */
  readonly isFiltered: boolean;
}

type Values = ReadonlyMap<string, readonly (Source | undefined)[]>;

/** The variables of a template, each with what it can be. */
export class Scope {
  #assigned: Map<string, readonly (Source | undefined)[]> = new Map();
  readonly #blocks: Values[] = [];

  /** What a name can be; undefined if the template has not set it. */
  find(name: string): readonly (Source | undefined)[] | undefined {
    return (
      [...this.#blocks]
        .reverse()
        .find((block) => block.has(name))
        ?.get(name) ?? this.#assigned.get(name)
    );
  }

  /** Sets a variable, for the rest of the template. */
  assign(name: string, sources: readonly (Source | undefined)[]): void {
    this.#assigned.set(name, sources);
  }

  /** Runs with variables of a block, such as that of a loop. */
  within(variables: Values, run: () => void): void {
    this.#blocks.push(variables);
    run();
    this.#blocks.pop();
  }

  /** Runs branches of which one is rendered: after them a variable can be what any of them made of it. */
  branches(runs: readonly (() => void)[]): void {
    const before = this.#assigned;
    const after: Map<string, Set<Source | undefined>> = new Map();
    for (const run of runs) {
      this.#assigned = new Map(before);
      run();
      for (const [name, sources] of this.#assigned) {
        after.set(name, new Set([...(after.get(name) ?? []), ...sources]));
      }
    }
    this.#assigned = new Map([...after].map(([name, sources]) => [name, [...sources]]));
  }
}
