/** The digits of a ULID: Crockford's base 32, without I, L, O and U. */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const MAX_TIME_MS = 281_474_976_710_655;

/**
 * A time in unix milliseconds, as the first ten characters of a ULID.
 *
 * A mocked clock may return any number: it is limited to 48 bits, so that a ULID is always valid.
 */
export function encodeTime(ms: number): string {
  let rest = ms >= 0 ? Math.min(Math.floor(ms), MAX_TIME_MS) : 0;
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
