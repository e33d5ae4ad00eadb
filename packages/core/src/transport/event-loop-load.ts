import type { EventLoopUtilization, performance as NodePerformance } from 'node:perf_hooks';

/** Above this utilization, more requests at a time would not help. Measured at this interval. */
const BUSY_UTILIZATION = 0.9;
const INTERVAL_MS = 100;

type Utilization = (typeof NodePerformance)['eventLoopUtilization'];

/** How busy the event loop is. Only Node tells. */
export class EventLoopLoad {
  #isBusy: boolean | undefined;
  #since: EventLoopUtilization | undefined = utilization();
  #measuredAt = performance.now();

  /** Whether it was busy in the last interval; undefined before the end of the first one, and where it is not known. */
  isBusy(now: number): boolean | undefined {
    if (now - this.#measuredAt >= INTERVAL_MS) {
      const current = utilization();
      if (current && this.#since) {
        this.#isBusy = utilization(current, this.#since)!.utilization > BUSY_UTILIZATION;
      }
      this.#since = current;
      this.#measuredAt = now;
    }
    return this.#isBusy;
  }
}

function utilization(...between: Parameters<Utilization>): EventLoopUtilization | undefined {
  return (performance as { eventLoopUtilization?: Utilization }).eventLoopUtilization?.(...between);
}
