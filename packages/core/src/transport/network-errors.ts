// How Node, undici, Bun and Deno say that the server could not be reached.
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$|\(Connect\)/;

/** Errors have been seen whose causes lead back to themselves. */
const MAX_CAUSES = 10;

interface NetworkError {
  requestSent?: unknown;
  syscall?: unknown;
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** Whether a transport's error proves that no byte of the request reached a server. */
export function isProvenUnsent(error: unknown, depth = 0): boolean {
  if (!error || depth > MAX_CAUSES) return false;
  const { requestSent, syscall, code, message, cause, errors } = error as NetworkError;
  // What the transport says itself counts more than what can be read out of its error.
  if (typeof requestSent === 'boolean') return !requestSent;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (NOT_CONNECTED.test(String(code)) || NOT_CONNECTED.test(String(message))) return true;
  // One for each address of a host that was tried.
  if (Array.isArray(errors) && errors.length > 0)
    return errors.every((one) => isProvenUnsent(one, depth + 1));
  return isProvenUnsent(cause, depth + 1);
}

/** What went wrong, from the innermost error: `fetch failed` alone helps nobody. */
export function networkMessage(error: unknown, depth = 0): string {
  const { cause, errors, message, code } = (error ?? {}) as NetworkError;
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  if (inner !== undefined && inner !== null && depth < MAX_CAUSES) return networkMessage(inner, depth + 1);
  try {
    return String(message || code || error);
  } catch {
    return 'an error without a message';
  }
}
