import { requireObject, ValidationError } from '@cio/core';
import { type ApiResponse, json } from '../apis/api.js';
import type { Clock } from '../store/clock.js';
import type { Routes } from './inspection/route.js';

/** The emulator's time. */
export const clockRoutes: Routes = {
  'GET /clock': ({ target }) => clockResponse(target.workspace.clock),
  // The response comes when what was due is done.
  'POST /clock': async ({ target, body }) => {
    const { clock } = target.workspace;
    await moveClock(clock, body);
    return clockResponse(clock);
  },
};

function clockResponse(clock: Clock): ApiResponse {
  const now = clock.now();
  return json({ now, time: new Date(now).toISOString() });
}

/** Sets the time by `time`, or advances it by `advance_ms`. */
async function moveClock(clock: Clock, body: unknown): Promise<void> {
  requireObject('body', body);
  const { time, advance_ms, ...others } = body as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined || (time === undefined) === (advance_ms === undefined)) {
    throw new ValidationError('body', 'expected either time, in ISO 8601 or milliseconds, or advance_ms');
  }
  if (time === undefined) await clock.advance(advance_ms as number);
  else await clock.set(typeof time === 'string' ? new Date(time) : (time as number));
}
