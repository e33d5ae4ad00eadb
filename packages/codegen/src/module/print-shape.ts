import type { Kind, Shape } from '../liquid/shape.js';
import { keyOf } from './identifiers.js';

const SCALARS: Readonly<Partial<Record<Kind, string>>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'Date',
};

/** The order in which the kinds are written. */
const ORDER: readonly Kind[] = ['string', 'number', 'boolean', 'date', 'list'];

/** The TypeScript type of a shape, indented for where it stands. */
function printShape(shape: Shape, indent = ''): string {
  if (shape.isAmbiguous) return printAmbiguous(shape, indent);
  if (shape.element) return `readonly ${elementType(shape.element, indent)}[]`;
  if (shape.properties.size > 0 || shape.kinds?.has('object')) return printObject(shape, indent);
  if (!shape.kinds) return 'unknown';
  const { kinds } = shape;
  return ORDER.filter((kind) => kinds.has(kind))
    .map((kind) => SCALARS[kind] ?? 'readonly unknown[]')
    .join(' | ');
}

/** An object type with the properties of a shape. */
export function printObject({ properties, isOpen }: Shape, indent = ''): string {
  const inner = `${indent}  `;
  const lines = [...properties]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, property]) => {
      const comment = property.problem ? `${inner}/** Not known: it ${property.problem}. */\n` : '';
      const type = printShape(property, inner);
      return property.required
        ? `${comment}${inner}readonly ${keyOf(name)}: ${type};`
        : `${comment}${inner}readonly ${keyOf(name)}?: ${type === 'unknown' ? type : `${type} | null | undefined`};`;
    });
  if (isOpen) lines.push(`${inner}readonly [name: string]: unknown;`);
  return lines.length > 0 ? `{\n${lines.join('\n')}\n${indent}}` : 'Readonly<Record<string, never>>';
}

/** `first`, `last` and `size` of a list, or of an object: the templates do not tell. */
function printAmbiguous(shape: Shape, indent: string): string {
  const element = shape.properties.get('first') ?? shape.properties.get('last');
  const isMeasured = !element;
  const list = `readonly ${element ? elementType(element, indent) : 'unknown'}[]`;
  return [...(isMeasured ? ['string'] : []), list, printObject(shape, indent)].join(' | ');
}

/** The type of an element, as it stands before `[]`. */
function elementType(shape: Shape, indent: string): string {
  const type = printShape(shape, indent);
  const isOne =
    !shape.isAmbiguous && !shape.element && (shape.properties.size > 0 || (shape.kinds?.size ?? 1) === 1);
  return isOne ? type : `(${type})`;
}
