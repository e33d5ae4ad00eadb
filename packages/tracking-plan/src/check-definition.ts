const KEYS = ['person', 'events', 'objects', 'transactional', 'broadcasts'];
const MODES = ['throw', 'report', 'off'];

type Fields = Readonly<Record<string, unknown>>;

/** @throws TypeError for a definition or options in which something would have no effect, with its path. */
export function checkDefinition(definition: unknown, options: unknown): void {
  const { person, events, objects, transactional, broadcasts } = fieldsOf(definition, 'the plan', KEYS);
  const schema = (value: unknown, path: string) => {
    const { validate } = ((value as Fields | undefined)?.['~standard'] ?? {}) as Fields;
    if (value !== undefined && typeof validate !== 'function')
      throw new TypeError(`${path}: expected a schema of a library with Standard Schema, or typed()`);
  };
  const entries = (value: unknown, path: string) =>
    Object.entries(fieldsOf(value, path)).map(([name, entry]) => [entry, `${path}.${name}`] as const);
  const withIds = (value: unknown, path: string, schemas: readonly string[]) => {
    for (const [entry, at] of entries(value, path)) {
      const fields = fieldsOf(entry, at, ['id', ...schemas]);
      if (!['undefined', 'string', 'number'].includes(typeof fields.id))
        throw new TypeError(`${at}.id: expected a number or a string`);
      for (const name of schemas) schema(fields[name], `${at}.${name}`);
    }
  };
  schema(person, 'person');
  for (const [event, at] of entries(events, 'events')) schema(event ?? null, at);
  withIds(objects, 'objects', ['attributes', 'relationship']);
  withIds(transactional, 'transactional', ['data']);
  withIds(broadcasts, 'broadcasts', ['data']);

  const { validate = 'off', report = () => {} } = fieldsOf(options, 'options', ['validate', 'report']);
  if (!MODES.includes(validate as string))
    throw new TypeError(`options.validate: expected one of ${MODES.join(', ')}`);
  if (typeof report !== 'function') throw new TypeError('options.report: expected a function');
}

function fieldsOf(value: unknown = {}, path: string, known?: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${path}: expected an object`);
  const unknown = known && Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new TypeError(`${path}: unknown key ${unknown}, expected ${known!.join(', ')}`);
  return value as Fields;
}
