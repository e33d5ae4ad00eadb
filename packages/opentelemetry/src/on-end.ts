import { callSafely } from '@cio/core';

/** Records the end of something. What a tracer or a meter throws is written to `console.error`, without further effect. */
export function onEnd<T>(ended: Promise<T>, record: (end: T) => void): void {
  void ended.then((end) => callSafely('@cio/opentelemetry', () => record(end)));
}
