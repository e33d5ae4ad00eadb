import { requireObject, ValidationError } from '@cio/core';
import { type ApiResponse, json } from '../apis/api.js';
import type { EmulatorClock } from '../emulator.js';

/** The emulator's time, as its routes tell it. */
export function clockResponse({ clock }: { clock: EmulatorClock }): ApiResponse {
  const now = clock.now();
  return json({ now, time: new Date(now).toISOString() });
}

/** Sets the time by `time`, or advances it by `advance_ms`. The response comes when what was due is done. */
export async function moveClock(emulator: { clock: EmulatorClock }, body: unknown): Promise<ApiResponse> {
  requireObject('body', body);
  const { time, advance_ms, ...others } = body as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined || (time === undefined) === (advance_ms === undefined)) {
    throw new ValidationError('body', 'expected either time, in ISO 8601 or milliseconds, or advance_ms');
  }
  if (time === undefined) await emulator.clock.advance(advance_ms as number);
  else await emulator.clock.set(typeof time === 'string' ? new Date(time) : (time as number));
  return clockResponse(emulator);
}
