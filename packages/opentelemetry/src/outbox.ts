import { instrumentSource, type TelemetryOptions } from './telemetry.js';

/** What waits in an outbox. */
export interface OutboxDepth {
  /** Operations that have not been sent. */
  readonly depth: number;
  /** The age of the oldest of them, in seconds; undefined if there is none. */
  readonly ageSeconds: number | undefined;
}

/**
 * Observes the depth and the age of an outbox, whenever metrics are collected. Call it when the provider of metrics has been
 * registered: without one, and without the option `meter`, it does nothing.
 *
 * @param name The name of the outbox, for the attribute `customerio.outbox.name`.
 * @param read Reads what waits. While it throws or rejects, nothing is observed.
 * @returns Stops observing.
 * @example
 * observeOutbox('orders', async () => {
 *   const { rows } = await pool.query('select count(*)::int as depth, extract(epoch from now() - min(created)) as age from jobs');
 *   return { depth: rows[0].depth, ageSeconds: rows[0].age ?? undefined };
 * });
 */
export function observeOutbox(
  name: string,
  read: () => OutboxDepth | Promise<OutboxDepth>,
  options: Pick<TelemetryOptions, 'meter'> = {},
): () => void {
  const instruments = instrumentSource(options)();
  if (!instruments) return () => {};
  const { meter, observable } = instruments;
  const depths = observable('customerio.outbox.depth');
  const ages = observable('customerio.outbox.age');
  const observe: Parameters<typeof meter.addBatchObservableCallback>[0] = async (result) => {
    const { depth, ageSeconds } = await read();
    const attributes = { 'customerio.outbox.name': name };
    result.observe(depths, depth, attributes);
    if (ageSeconds !== undefined) result.observe(ages, ageSeconds, attributes);
  };
  meter.addBatchObservableCallback(observe, [depths, ages]);
  return () => meter.removeBatchObservableCallback(observe, [depths, ages]);
}
