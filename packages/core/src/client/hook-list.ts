import { callSafely } from '../callbacks/call-safely.js';
import { requireFunction, requireObject } from '../validation/checks.js';
import { HOOK_NAMES, type Hooks } from './hooks.js';

/** The hooks of a client, in the order in which they were added. */
export class HookList {
  readonly #all: Hooks[] = [];

  /** @throws ValidationError for a hook that is not a function. */
  add(hooks: Hooks): void {
    requireObject('hooks', hooks);
    for (const name of HOOK_NAMES) requireFunction(`hooks.${name}`, hooks[name]);
    this.#all.push(hooks);
  }

  /** Calls the hooks of a name. The event is created only if there is one. */
  notify(
    name: 'onRequest' | 'onResponse' | 'onRetry' | 'onError' | 'onCall',
    createEvent: () => object,
  ): void {
    let event: object | undefined;
    for (const hooks of this.#all) {
      const hook = hooks[name] as ((event: object) => unknown) | undefined;
      if (!hook) continue;
      event ??= createEvent();
      callSafely(`hooks.${name}`, () => hook.call(hooks, event!));
    }
  }

  /**
   * Calls `work` within the hooks of a name.
   *
   * @param createArguments The arguments of a hook, given the place of its hooks in this list.
   */
  run<T>(
    name: 'runCall' | 'runAttempt',
    work: () => Promise<T>,
    createArguments: (place: number) => { event: object; ended: Promise<object>; contexts?: unknown },
  ): Promise<T> {
    let start: (() => Promise<T>) | undefined;
    this.#all.forEach((hooks, place) => {
      const hook = hooks[name] as ((...args: unknown[]) => unknown) | undefined;
      if (!hook) return;
      // Async, so that what it throws is not taken for an error of the hook.
      const inner = start ?? (async () => work());
      start = () => {
        let result: Promise<T> | undefined;
        const { event, ended, contexts } = createArguments(place);
        const run = () => {
          result ??= inner();
          return ended;
        };
        callSafely(`hooks.${name}`, () => hook.call(hooks, event, run, contexts));
        result ??= inner();
        return result;
      };
    });
    return start ? start() : work();
  }

  /** What each `captureContext` returns, by the place of its hooks in this list; undefined if there is none. */
  captureContexts(): readonly unknown[] | undefined {
    let contexts: unknown[] | undefined;
    this.#all.forEach((hooks, place) => {
      if (!hooks.captureContext) return;
      contexts ??= [];
      const captured = contexts;
      callSafely('hooks.captureContext', () => {
        captured[place] = hooks.captureContext?.();
      });
    });
    return contexts;
  }
}
