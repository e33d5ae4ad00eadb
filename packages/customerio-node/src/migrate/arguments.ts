import type ts from 'typescript';

/** The arguments of a call, as nodes and as texts. */
export interface Arguments {
  ts: typeof ts;
  nodes: readonly ts.Expression[];
  texts: readonly string[];
  textOf(node: ts.Node): string;
  /** Whether an expression is text, by its type. */
  isText(node: ts.Expression): boolean;
  /** The names of the fields that an object has, by its type. */
  fieldNames(node: ts.Expression): string[];
}

/** How a call is written with the other client, after the client's name; or why it has to be done by hand. */
export type Rewritten = { call: string; reason?: undefined } | { call?: undefined; reason: string };

/** The fields of an object that is written out, as texts; undefined for any other expression. */
export function fieldsOf(
  node: ts.Expression | undefined,
  { ts, textOf }: Pick<Arguments, 'ts' | 'textOf'>,
): Record<string, string> | undefined {
  if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
  const fields: Record<string, string> = {};
  for (const property of node.properties) {
    if (ts.isShorthandPropertyAssignment(property)) fields[property.name.text] = property.name.text;
    else if (
      ts.isPropertyAssignment(property) &&
      (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
    ) {
      fields[property.name.text] = textOf(property.initializer);
    } else return undefined;
  }
  return fields;
}

/** An object with these fields, written out. */
export function literal(fields: Record<string, string>): string {
  const entries = Object.entries(fields).map(([key, value]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    return name === value ? name : `${name}: ${value}`;
  });
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
