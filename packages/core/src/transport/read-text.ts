import type { TransportResponse } from './types.js';

/** The beginning of a body, as text. A body that breaks off gives what has arrived. */
export async function readText(response: TransportResponse, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let room = maxBytes;
  try {
    for await (const chunk of response.stream()) {
      text += decoder.decode(chunk.subarray(0, room), { stream: true });
      room -= chunk.length;
      if (room <= 0) break;
    }
  } catch {
    // The status is known, and worth more than the rest of the body.
  }
  return text + decoder.decode();
}
