import { ALPHABET, encodeTime } from './encode-time.js';

const RANDOM_CHARACTERS = 16;
const PAIRS = /* @__PURE__ */ Array.from(
  { length: 1024 },
  (_, n) => ALPHABET[Math.floor(n / 32)]! + ALPHABET[n % 32]!,
);

// Random bytes are fetched for 64 ULIDs at once: one call per ULID would take ten times as long.
let pool: Uint8Array<ArrayBuffer> = /* @__PURE__ */ new Uint8Array(0);
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
  if (used + RANDOM_CHARACTERS > pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(RANDOM_CHARACTERS * 64));
    used = 0;
  }
  let text = lastPrefix;
  // Two digits at a time: half as many intermediate strings.
  for (const end = used + RANDOM_CHARACTERS; used < end; used += 2) {
    text += PAIRS[(pool[used]! & 31) * 32 + (pool[used + 1]! & 31)];
  }
  return text;
}

/** Whether a string is a ULID: 26 characters of Crockford's base 32, in either case, within 128 bits. */
export function isUlid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(text);
}
