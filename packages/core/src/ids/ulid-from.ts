import { ValidationError } from '../errors/validation-error.js';
import { requireText } from '../validation/checks.js';
import { checkTimestamp } from '../validation/timestamp.js';
import { isDate } from '../validation/type-tag.js';
import { ALPHABET, encodeTime } from './encode-time.js';
import { sha256 } from './sha256.js';

/**
 * The ULID that belongs to a text: the same text and time always give the same one. For events that are made anew when a
 * job or an import is run again, and must count once.
 *
 * Its 80 bits after the time are the first of the SHA-256 of the text in UTF-8.
 *
 * @param text What makes the event this one and no other, such as `order-5001/placed`.
 * @param time When it happened: unix seconds, or a `Date`, of which parts of a second are left out.
 */
export function ulidFrom(text: string, time: number | Date): string {
  requireText('text', text);
  if (/\p{Surrogate}/u.test(text)) {
    throw new ValidationError('text', 'expected well-formed Unicode, got half of a surrogate pair');
  }
  if (time === undefined) throw new ValidationError('time', 'expected unix seconds or a Date');
  checkTimestamp('time', time);
  const seconds = isDate(time) ? Math.floor(Number(time) / 1000) : time;
  const hash = sha256(new TextEncoder().encode(text));
  let id = encodeTime(seconds * 1000);
  // Five bytes are eight characters.
  for (const start of [0, 5]) {
    let bits = 0;
    for (let i = start; i < start + 5; i++) bits = bits * 256 + hash[i]!;
    for (let i = 7; i >= 0; i--) id += ALPHABET[Math.floor(bits / 32 ** i) % 32];
  }
  return id;
}
