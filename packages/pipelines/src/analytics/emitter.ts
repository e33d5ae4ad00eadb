import { callSafely } from '@cio/core';

type Listener<Args extends readonly unknown[]> = (...args: Args) => unknown;

/** Calls listeners by the name of an event, in the order in which they were added. */
export class Emitter<Events extends { [Name in keyof Events]: readonly unknown[] }> {
  readonly #listeners = new Map<keyof Events, Listener<never>[]>();

  /** Adds a listener. What it throws is written to `console.error`, and has no other effect. */
  on<Name extends keyof Events>(event: Name, listener: Listener<Events[Name]>): this {
    // A new list: the one that is being called stays as it is.
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  /** Adds a listener that is called once. */
  once<Name extends keyof Events>(event: Name, listener: Listener<Events[Name]>): this {
    const once: Listener<Events[Name]> = (...args) => {
      this.off(event, once);
      return listener(...args);
    };
    return this.on(event, once);
  }

  /** Removes a listener. */
  off<Name extends keyof Events>(event: Name, listener: Listener<Events[Name]>): this {
    const others = (this.#listeners.get(event) ?? []).filter((other) => other !== listener);
    this.#listeners.set(event, others);
    return this;
  }

  /** Calls the listeners of an event. */
  emit<Name extends keyof Events>(event: Name, ...args: Events[Name]): this {
    for (const listener of this.#listeners.get(event) ?? []) {
      callSafely(`a listener of ${String(event)}`, () => (listener as Listener<Events[Name]>)(...args));
    }
    return this;
  }
}
