import { ALPHABET, encodeTime } from './encode-time.js';

const RANDOM_CHARACTERS = 16;

// The random characters of 64 ULIDs are made at once: for each, it would take ten times as long.
let random = '';
let used = 0;

// The time is encoded once per millisecond.
let lastTime: number | undefined;
let lastPrefix = '';

/** A new ULID: 48 bits of time in milliseconds, 80 random bits, 26 characters. */
export function ulid(): string {
  const now = Date.now();
  if (now !== lastTime) {
    lastPrefix = encodeTime(now);
    lastTime = now;
  }
  if (used === random.length) {
    const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_CHARACTERS * 64));
    for (let i = 0; i < bytes.length; i++) bytes[i] = ALPHABET.charCodeAt(bytes[i]! & 31);
    random = new TextDecoder().decode(bytes);
    used = 0;
  }
  const from = used;
  used += RANDOM_CHARACTERS;
  return lastPrefix + random.slice(from, used);
}

/** Whether a string is a ULID: 26 characters of Crockford's base 32, in either case, within 128 bits. */
export function isUlid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(text);
}
