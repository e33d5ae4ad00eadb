/** A step of a path in a message's data: a property, or any element of a list. */
export type Segment = { readonly property: string } | 'element';

/** A path in a message's data, from `trigger` on. */
export type Path = readonly Segment[];

/** What a template does with a value, which tells what the value can be. */
export type Use =
  /** It is written into the text, or compared. */
  | 'text'
  /** It is calculated with. */
  | 'number'
  /** It is formatted as a date. */
  | 'date'
  /** It is looked for something in, or measured. */
  | 'textOrList'
  /** It is looped over. */
  | 'loop'
  /** It goes through a filter for lists. */
  | 'list'
  /** One of its elements is read by its number. */
  | 'index'
  /** It is written as JSON, or goes through a filter that takes anything. */
  | 'anything'
  /** A property of it is read whose name is known when the message is rendered. */
  | 'dynamic';

/** What templates do with one path. */
export interface Read {
  readonly path: Path;
  /** Whether rendering fails where its parent is there and it is not. */
  required: boolean;
  readonly uses: Set<Use>;
}

/** A condition under which a branch is rendered. */
export interface Branch {
  readonly reads: Reads;
  /** Paths that are there when the branch is rendered. */
  readonly present: readonly Path[];
}

/** What templates read of a message's data. */
export class Reads {
  readonly #byKey = new Map<string, Read>();

  /** All paths, each after its parents. */
  get all(): readonly Read[] {
    return [...this.#byKey.values()];
  }

  /**
   * Adds a path and its parents. A parent is required as its child is, as far as the path is longer than `from`.
   *
   * @param from The length of a path that need not be there: what is read of it is required where it is.
   */
  add(path: Path, required: boolean, use?: Use, from = 0): void {
    for (let length = 0; length <= path.length; length++) {
      const isWhole = length === path.length;
      this.#merge({
        path: path.slice(0, length),
        required: required && length > from,
        uses: new Set(isWhole && use ? [use] : []),
      });
    }
  }

  /** Adds what is read by a template that is rendered as well. */
  addAll(reads: Reads): void {
    for (const read of reads.all) this.#merge(read);
  }

  /**
   * Adds what is read by templates of which one is rendered. A path is required if all of them require it; or if one does that
   * is rendered where the path's parent is there.
   */
  addBranches(branches: readonly Branch[]): void {
    for (const { reads, present } of branches) {
      for (const read of reads.all) {
        const required =
          read.required &&
          (branches.every((other) => other.reads.requires(read.path)) ||
            present.some((parent) => isBelow(read.path, parent)));
        this.#merge({ ...read, required });
      }
    }
  }

  /** Adds what is read by a template that need not be rendered. */
  addOptional(reads: Reads): void {
    this.addBranches([
      { reads, present: [] },
      { reads: new Reads(), present: [] },
    ]);
  }

  /** Whether a path has to be there. */
  requires(path: Path): boolean {
    return this.#byKey.get(keyOf(path))?.required === true;
  }

  #merge({ path, required, uses }: Read): void {
    const key = keyOf(path);
    const known = this.#byKey.get(key);
    if (!known) {
      this.#byKey.set(key, { path, required, uses: new Set(uses) });
      return;
    }
    known.required ||= required;
    for (const use of uses) known.uses.add(use);
  }
}

function keyOf(path: Path): string {
  return path
    .map((segment) => (segment === 'element' ? '[]' : `.${JSON.stringify(segment.property)}`))
    .join('');
}

function isBelow(path: Path, parent: Path): boolean {
  return path.length > parent.length && keyOf(path).startsWith(keyOf(parent));
}
