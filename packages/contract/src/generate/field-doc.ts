import type { Schema } from '../sample.js';

const NUMBER = new Intl.NumberFormat('en-US');

/** The comment above a field: what it means, and the limits that the contract has for it. */
export function fieldDoc(
  meaning: string | undefined,
  schema: Schema,
  isTime: boolean,
  indent: string,
): string {
  const sentences = [
    meaning,
    isTime ? 'Unix seconds.' : undefined,
    range(schema, 'minLength', 'maxLength', ' characters'),
    range(schema, 'minItems', 'maxItems', ' items'),
    range(schema, 'minimum', 'maximum', ''),
    'default' in schema && isPlain(schema.default)
      ? `Default \`${schema.default === '' ? "''" : schema.default}\`.`
      : undefined,
  ].filter((sentence) => sentence !== undefined);
  const lines = [
    sentences.join(' '),
    schema.deprecated ? '@deprecated Customer.io may stop sending or taking it.' : '',
  ].filter(Boolean);
  if (lines.length === 0) return '';
  if (lines.length === 1 && indent.length + lines[0]!.length < 110) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines
    .flatMap((line) => wrap(line, 110 - indent.length))
    .map((line) => `${indent} * ${line}\n`)
    .join('')}${indent} */\n`;
}

function range(schema: Schema, low: string, high: string, unit: string): string | undefined {
  const [min, max] = [schema[low], schema[high]] as [number | undefined, number | undefined];
  const number = (value: number) => NUMBER.format(value);
  if (min !== undefined && max !== undefined) return `${number(min)} to ${number(max)}${unit}.`;
  if (max !== undefined) return `At most ${number(max)}${unit}.`;
  // One of a thing is a thing: `1 item`.
  if (min !== undefined) return `At least ${number(min)}${min === 1 ? unit.replace(/s$/, '') : unit}.`;
  return undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object';
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length + 4 < width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
