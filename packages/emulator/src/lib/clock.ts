/** The time now, as Customer.io tells it. */
export function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
