import { readFileSync } from 'node:fs';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The rows of the table that has a column of this name first, without their backticks. */
function table(firstColumn: string): string[][] {
  const lines = README.split('\n');
  const header = lines.findIndex((line) => line.split('|')[1]?.trim() === firstColumn);
  const rows = lines.slice(header + 2);
  return rows.slice(0, rows.indexOf('')).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

/** The attributes that the README has for each kind of span: `call`, `attempt` and `webhook`. */
export const SPAN_ATTRIBUTES: Record<string, string[]> = { call: [], attempt: [], webhook: [] };
for (const [attribute, spans] of table('attribute')) {
  for (const span of spans!.split(', ')) SPAN_ATTRIBUTES[span]!.push(attribute!);
}

/** The spans that the README has: their names, as patterns, and their kinds. */
export const SPANS = table('span').map(([name, kind]) => ({ name: name!, kind: kind! }));

/** The metrics that the README has. */
export const DOCUMENTED_METRICS = table('metric').map(([name, type, unit, attributes]) => ({
  name: name!,
  type: type!,
  unit: unit!,
  attributes: attributes!.split(', '),
}));
