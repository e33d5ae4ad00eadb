import { callSafely } from '@cio/core';
import type { ReceivedEvent } from '../events.js';
import { type OnError, typeOf } from './options.js';

/** Reports an error. Never throws. */
export type ReportError = (error: unknown, event?: ReceivedEvent) => void;

/** Reports errors to `onError`; without one, to `console.error`. */
export function errorReporter(onError: OnError = errorWriter()): ReportError {
  return (error, event) => callSafely('onError', () => onError(error, event));
}

function errorWriter(): OnError {
  const written = new Set<string>();
  return (error, event) => {
    // The id is quoted: it may contain anything. The data is personal, and not logged.
    const subject = event ? `event ${JSON.stringify(event.event_id)} (${typeOf(event)})` : 'a request';
    if (!event) {
      // Anybody can send invalid requests: each message is logged once. The messages are this library's, and few.
      const { message } = error as Error;
      if (written.has(message)) return;
      written.add(message);
    }
    console.error(`@cio/webhooks: ${subject} failed:`, error);
  };
}
