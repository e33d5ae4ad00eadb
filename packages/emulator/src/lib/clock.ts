/** The real time, in the unit of Customer.io's timestamps. */
export function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
