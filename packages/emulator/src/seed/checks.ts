// What a seed's values have to be. An error has the path of the value, and what was expected there.

export type Path = readonly (string | number)[];

/** A value of a seed that is not what is expected. */
export class SeedError extends Error {
  override readonly name = 'SeedError';

  constructor(
    readonly path: Path,
    readonly expected: string,
  ) {
    super(`${pathText(path)}: ${expected}`);
  }
}

/** A path as it is written: `people[0].email`. */
function pathText(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}

export type Fields = Record<string, unknown>;

/** An object with none but these keys. Undefined is one without any. */
export function fields(value: unknown, path: Path, known: readonly string[]): Fields {
  const object = record(value, path);
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new SeedError([...path, unknown], `there is no such key: expected one of ${known.join(', ')}`);
  }
  return object;
}

/** An object with any keys. */
export function record(value: unknown, path: Path): Fields {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new SeedError(path, 'expected keys and values');
}

/** A list's items, each with its path. */
export function list(value: unknown, path: Path): [item: unknown, path: Path][] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new SeedError(path, 'expected a list');
  return value.map((item, index) => [item, [...path, index]]);
}

/** Text that is not empty. */
export function text(object: Fields, key: string, path: Path): string {
  const value = object[key];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new SeedError([...path, key], 'expected text');
}

/** Text, which may be missing. */
export function optionalText(object: Fields, key: string, path: Path): string | undefined {
  const value = object[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new SeedError([...path, key], 'expected text');
}

/** Text that may be a number, as ids may be. */
export function identifier(value: unknown, path: Path): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new SeedError(path, 'expected an id: text or a number');
}

export function optionalBoolean(object: Fields, key: string, path: Path): boolean | undefined {
  const value = object[key];
  if (value === undefined || typeof value === 'boolean') return value;
  throw new SeedError([...path, key], 'expected true or false');
}

/** A number for an id, which may be missing. */
export function optionalNumber(object: Fields, key: string, path: Path): number | undefined {
  const value = object[key];
  if (value === undefined || (Number.isInteger(value) && Number(value) > 0))
    return value as number | undefined;
  throw new SeedError([...path, key], 'expected a whole number of at least 1');
}

export function oneOf<T extends string>(value: unknown, path: Path, known: readonly T[]): T {
  if (known.includes(value as T)) return value as T;
  throw new SeedError(path, `expected one of ${known.join(', ')}`);
}
