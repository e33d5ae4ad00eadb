import { type ValidateSettings, validateArguments } from './check.js';
import type { PartsOf } from './parts.js';

type Method = (...args: readonly unknown[]) => unknown;

/** The target with other methods in place of its own. Its other methods keep it as their `this`. */
export function withMethods<Target extends object>(
  target: Target,
  methods: Readonly<Record<string, unknown>>,
): Target {
  return new Proxy(target, {
    get(_, key) {
      if (Object.hasOwn(methods, key)) return methods[key as string];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Methods of a client, which validate their arguments first. They return promises, as the client does. */
export function clientMethods(
  client: object,
  rules: Readonly<Record<string, PartsOf>>,
  settings: ValidateSettings,
): Record<string, Method> {
  return wrap(rules, (name, parts) => async (...args) => {
    const checked = await validateArguments(args, parts(args), settings);
    return (client as Record<string, Method>)[name]!(...checked);
  });
}

/** Methods of a builder, which validate their arguments first. Their schemas must be synchronous. */
export function builderMethods(
  builder: object,
  rules: Readonly<Record<string, PartsOf>>,
  settings: ValidateSettings,
): Record<string, Method> {
  return wrap(rules, (name, parts) => (...args) => {
    const checked = validateArguments(args, parts(args), settings);
    if (checked instanceof Promise) {
      // Its failure is not of this call.
      checked.catch(() => {});
      throw new TypeError(
        `${name}: expected a synchronous schema, got one that returns a promise; use a client's method`,
      );
    }
    return (builder as Record<string, Method>)[name]!(...(checked as readonly unknown[]));
  });
}

function wrap(
  rules: Readonly<Record<string, PartsOf>>,
  method: (name: string, parts: PartsOf) => Method,
): Record<string, Method> {
  return Object.fromEntries(Object.entries(rules).map(([name, parts]) => [name, method(name, parts)]));
}
