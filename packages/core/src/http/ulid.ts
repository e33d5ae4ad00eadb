const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 16;

// Random bytes are fetched for many at once: one call into the platform costs more than the rest.
let pool: Uint8Array<ArrayBuffer> = /* @__PURE__ */ new Uint8Array(0);
let used = 0;

/** A new ULID: 48 bits of time in milliseconds, 80 random bits, 26 characters. */
export function ulid(): string {
  let time = Date.now();
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = ALPHABET[time % 32] + text;
    time = Math.floor(time / 32);
  }
  if (used + RANDOM_CHARACTERS > pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(RANDOM_CHARACTERS * 64));
    used = 0;
  }
  for (const end = used + RANDOM_CHARACTERS; used < end; used++) text += ALPHABET[pool[used]! & 31];
  return text;
}

/** Whether a string is a ULID: 26 characters of Crockford's base 32, in either case, within 128 bits. */
export function isUlid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(text);
}
