import { ValidationError } from '../errors/validation-error.js';
import { requireText } from '../validation/checks.js';
import { checkTimestamp } from '../validation/timestamp.js';
import { isDate } from '../validation/type-tag.js';
import { ALPHABET, encodeTime } from './encode-time.js';
import { sha256 } from './sha256.js';

/**
 * A deterministic ULID: the same text and time always have the same ULID. It is the idempotency key of an event that a job or an
 * import may send again.
 *
 * The 80 bits after the time are the first bits of the SHA-256 of the text in UTF-8.
 *
 * @param text A unique name of the event, such as `order-5001/placed`.
 * @param time When the event happened: unix seconds, or a `Date`, which is rounded down to a second.
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
  // Five bytes are eight digits.
  for (const start of [0, 5]) {
    let bits = 0;
    for (let i = start; i < start + 5; i++) bits = bits * 256 + hash[i]!;
    for (let i = 7; i >= 0; i--) id += ALPHABET[Math.floor(bits / 32 ** i) % 32];
  }
  return id;
}
