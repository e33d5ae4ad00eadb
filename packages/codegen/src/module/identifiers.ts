/** A key of an object: the name itself where it can stand without quotes. */
export function keyOf(name: string): string {
  // As it is, this one would be the prototype.
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A text as a literal of TypeScript. Nothing in it ends the literal, or the line. */
export function quoted(text: string): string {
  const json = JSON.stringify(text).replace(/[\p{C}\u2028\u2029]/gu, escaped);
  return json.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

function escaped(character: string): string {
  const codes = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('');
}

/** A text for a doc comment: one line, which does not end the comment. */
export function commentText(text: string): string {
  return text
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replaceAll('*/', '*\\/')
    .trim()
    .slice(0, 300);
}

/**
 * Names for things that have names and ids: the things' own, in lower case with underscores. Where two have the same, all of
 * these have their ids behind them, so that a name does not change its thing when another is added or removed.
 */
export function uniqueNames(
  things: readonly { readonly id: number | string; readonly name: string }[],
): string[] {
  const suffixes = things.map(({ id }) => identifierOf(String(id)).replace(/^_/, ''));
  let names = things.map(({ name }, index) => identifierOf(name) || `id_${suffixes[index]}`);
  // Again, as a name with an id may be another thing's own; at last by their places, as two ids may be written alike.
  for (let round = 0; new Set(names).size < names.length; round++) {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    names = names.map((name, index) =>
      counts.get(name)! > 1 ? `${name}_${round < 3 ? suffixes[index] : index + 1}` : name,
    );
  }
  return names;
}

function identifierOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return /^\p{N}/u.test(words) ? `_${words}` : words;
}
