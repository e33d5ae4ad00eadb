export const whole = (value: number) => Math.round(value).toLocaleString('en');

/** Prints a table in Markdown; nothing where there are no rows. */
export function table(heads: string[], rows: (string | number)[][]): void {
  if (rows.length === 0) return;
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  console.log(`\n${[line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')}`);
}
