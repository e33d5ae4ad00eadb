/** How many lines are shown around what differs. */
const CONTEXT = 2;

/** The difference of two texts, by lines: `-` what is in the first alone, `+` what is in the second alone; `''` if they are alike. */
export function diffLines(before: string, after: string): string {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  if (start === a.length && start === b.length) return '';
  const middle = differences(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const lines = [
    ...a.slice(0, start).map((line) => `  ${line}`),
    ...middle,
    ...a.slice(a.length - end).map((line) => `  ${line}`),
  ];
  return withContext(lines).join('\n');
}

/** More than so many pairs of lines are not compared: it would take gigabytes. */
const MAX_PAIRS = 4_000_000;

/** By the longest common subsequence of lines. */
function differences(a: readonly string[], b: readonly string[]): string[] {
  if (a.length * b.length > MAX_PAIRS) {
    return [...a.map((line) => `- ${line}`), ...b.map((line) => `+ ${line}`)];
  }
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i]}`);
      i++;
      j++;
    } else if (j === b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      lines.push(`- ${a[i]}`);
      i++;
    } else {
      lines.push(`+ ${b[j]}`);
      j++;
    }
  }
  return lines;
}

function withContext(lines: readonly string[]): string[] {
  const shown: string[] = [];
  let last = -1;
  lines.forEach((line, index) => {
    const near = lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1);
    if (near.every((one) => one.startsWith('  '))) return;
    if (index > last + 1) shown.push('  …');
    shown.push(line);
    last = index;
  });
  return shown;
}
