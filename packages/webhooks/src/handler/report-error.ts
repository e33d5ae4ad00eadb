import { callSafely } from '@cio/core';
import type { ReceivedEvent } from '../events.js';
import { type OnError, typeOf } from './options.js';

/** Tells of an error: never throws, whatever the error or `onError` is. */
export type ReportError = (error: unknown, event?: ReceivedEvent) => void;

/** Tells `onError` of errors; writes them to `console.error` where there is none. */
export function errorReporter(onError: OnError = errorWriter()): ReportError {
  return (error, event) => callSafely('onError', () => onError(error, event));
}

function errorWriter(): OnError {
  const written = new Set<string>();
  return (error, event) => {
    // The id may hold anything, and data may be personal.
    const subject = event ? `event ${JSON.stringify(event.event_id)} (${typeOf(event)})` : 'a request';
    if (!event) {
      // Strangers decide how many requests fail. The messages are this library's, and few.
      const { message } = error as Error;
      if (written.has(message)) return;
      written.add(message);
    }
    console.error(`@cio/webhooks: ${subject} failed:`, error);
  };
}
