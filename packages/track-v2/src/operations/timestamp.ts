import { checkTimestamp, isDate } from '@cio/core';

/** A time in whole unix seconds, from a number or a `Date`. */
export function toUnixSeconds(field: string, time: number | Date): number {
  checkTimestamp(field, time);
  return isDate(time) ? Math.floor(Number(time) / 1000) : time + 0;
}
