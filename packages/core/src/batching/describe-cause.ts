/** The message of a cause, which may be any value. */
export function describeCause(cause: unknown): string {
  try {
    return cause instanceof Error && cause.message !== '' ? cause.message : String(cause);
  } catch {
    return 'an error that cannot be printed';
  }
}
