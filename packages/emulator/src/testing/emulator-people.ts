import type { Workspace } from '../engine/workspace.js';
import type { Changes } from '../store/changes.js';
import type { Person } from '../store/person.js';
import { matches } from './matches.js';
import { type WaitOptions, waitFor } from './wait-for.js';

/** The people of an emulator, as tests look them up. */
export class EmulatorPeople {
  readonly #workspace: () => Workspace;
  readonly #changes: Changes;

  constructor(workspace: () => Workspace, changes: Changes) {
    this.#workspace = workspace;
    this.#changes = changes;
  }

  /** All of them, in the order in which they were created. */
  all(): Person[] {
    return [...this.#workspace().people];
  }

  /**
   * One person; undefined where there is none.
   *
   * @param identifier An id, an email address, or `cio_` and a cio_id.
   */
  get(identifier: string): Person | undefined {
    return this.#workspace().find(identifier);
  }

  /**
   * Resolves with a person as soon as there is one with these attributes.
   *
   * @param attributes What the attributes have to be; there may be others. Default: any.
   * @throws An error with the person's attributes, where the time is over.
   */
  waitFor(
    identifier: string,
    { attributes = {}, ...options }: WaitOptions & { attributes?: Record<string, unknown> } = {},
  ): Promise<Person> {
    return waitFor(
      {
        find: () => {
          const person = this.get(identifier);
          return person && matches(person.attributes, attributes) ? person : undefined;
        },
        subscribe: (onChange) => this.#changes.subscribe(onChange),
        explain: () => {
          const person = this.get(identifier);
          if (!person)
            return `there is no person ${identifier}: there are ${this.#workspace().people.size} people`;
          return `the person ${identifier} has ${JSON.stringify(person.attributes)}`;
        },
      },
      options,
    );
  }
}
