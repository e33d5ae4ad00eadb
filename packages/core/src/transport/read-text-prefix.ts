import type { TransportResponse } from './types.js';

/** The first `maxBytes` of a body as text: as much of it as is received. */
export async function readTextPrefix(response: TransportResponse, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let remaining = maxBytes;
  try {
    for await (const chunk of response.stream()) {
      text += decoder.decode(chunk.subarray(0, remaining), { stream: true });
      remaining -= chunk.length;
      if (remaining <= 0) break;
    }
  } catch {
    // The status is known; the rest of the body matters less.
  }
  return text + decoder.decode();
}
