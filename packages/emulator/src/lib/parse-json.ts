/** Deeper than any request of the APIs, and less than the depth that a recursive function can reach. */
const MAX_DEPTH = 500;

/** A body that cannot be parsed. The message has the reason, and nothing of the body. */
export class BodyError extends Error {}

/** A body as JSON. Throws a {@link BodyError}. */
export function parseJson(bytes: Buffer): unknown {
  if (isDeeperThan(bytes, MAX_DEPTH))
    throw new BodyError(`the body is nested deeper than ${MAX_DEPTH} levels`);
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new BodyError('the body is not JSON');
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

function isDeeperThan(bytes: Buffer, max: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === OPEN_BRACKET || byte === OPEN_BRACE) {
      if (++depth > max) return true;
    } else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
      depth--;
    }
  }
  return false;
}
