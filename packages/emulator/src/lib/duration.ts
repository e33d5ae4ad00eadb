const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A time such as `90s`, `15 minutes` or `2d` in milliseconds; undefined where it is none. */
export function durationMs(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?) ?(?:([smhd])|(second|minute|hour|day)s?)$/.exec(text.trim());
  if (!match) return undefined;
  const [, number, short, long] = match;
  return Number(number) * UNITS[short ?? long![0]!]!;
}
