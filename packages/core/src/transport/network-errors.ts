// The errors of Node, undici, Bun and Deno if no connection could be made.
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$|\(Connect\)/;

/** The causes of an error can be circular. */
export const MAX_CAUSES = 10;

interface NetworkError {
  requestSent?: unknown;
  syscall?: unknown;
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** Whether a transport's error proves that no part of the request reached a server. */
export function isProvenUnsent(error: unknown, depth = 0): boolean {
  if (!error || depth > MAX_CAUSES) return false;
  const { requestSent, syscall, code, message, cause, errors } = error as NetworkError;
  // The transport's own statement takes precedence.
  if (typeof requestSent === 'boolean') return !requestSent;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (NOT_CONNECTED.test(String(code)) || NOT_CONNECTED.test(String(message))) return true;
  // One error for each address of the host.
  if (Array.isArray(errors) && errors.length > 0)
    return errors.every((one) => isProvenUnsent(one, depth + 1));
  return isProvenUnsent(cause, depth + 1);
}

/** The message of the innermost cause: `fetch failed` alone does not help. */
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

/** The code of a network error, such as `ECONNREFUSED`: of the innermost of its causes that has one. */
export function networkCode(error: unknown, depth = 0): string | undefined {
  const { cause, code, errors } = (error ?? {}) as NetworkError;
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  const innerCode = inner && depth < MAX_CAUSES ? networkCode(inner, depth + 1) : undefined;
  return innerCode ?? (typeof code === 'string' && /^[A-Za-z]\w{2,40}$/.test(code) ? code : undefined);
}
