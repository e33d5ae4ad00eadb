/** The fields that a type names, without its index signature. */
type NamedFields<T> = { [K in keyof T as string extends K ? never : K]: T[K] };

/** What arrays, maps, dates, promises and functions have and an object of fields has not. */
interface NoFields {
  readonly [Symbol.iterator]?: never;
  readonly [Symbol.toPrimitive]?: never;
  readonly [Symbol.toStringTag]?: never;
  readonly [Symbol.hasInstance]?: never;
}

/**
 * An object with the fields of `T` and any others. Unlike `T` with its index signature, this takes values whose type is an
 * interface or a class. An array, a `Map`, a `Set`, a `Date`, a promise or a function is none.
 */
export type ObjectInput<T extends object> = T | (NamedFields<T> & NoFields & object);
