/** Why something ended, in words. What was thrown may be anything. */
export function describeCause(cause: unknown): string {
  try {
    return cause instanceof Error && cause.message !== '' ? cause.message : String(cause);
  } catch {
    return 'an error that cannot be printed';
  }
}
