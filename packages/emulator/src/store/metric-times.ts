/** When each metric was reached, by a key such as a campaign, so that the messages of a time can be counted by bisection. */
export class MetricTimes {
  /** The times by key and metric, the earliest first. */
  readonly #times = new Map<string, number[]>();

  add(key: string, metric: string, time: number): void {
    const name = nameOf(key, metric);
    const times = this.#times.get(name);
    if (!times) this.#times.set(name, [time]);
    else if (times.at(-1)! <= time) times.push(time);
    else times.splice(countBefore(times, time), 0, time);
  }

  /** How many messages reached a metric from one time on and before another. */
  count(key: string, metric: string, from: number, to: number): number {
    const times = this.#times.get(nameOf(key, metric));
    return times ? countBefore(times, to) - countBefore(times, from) : 0;
  }
}

function nameOf(key: string, metric: string): string {
  return `${key} ${metric}`;
}

/** How many times are before another, by bisection. */
function countBefore(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
