// How Node, undici, Bun and Deno say that the server could not be reached.
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$|\(Connect\)/;

interface NetworkError {
  requestSent?: unknown;
  syscall?: unknown;
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown[];
}

/** Whether a transport's error proves that no byte of the request reached a server. */
export function nothingWasSent(error: unknown): boolean {
  if (!error) return false;
  const { requestSent, syscall, code, message, cause, errors } = error as NetworkError;
  return (
    requestSent === false ||
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    NOT_CONNECTED.test(String(code)) ||
    NOT_CONNECTED.test(String(message)) ||
    nothingWasSent(cause) ||
    nothingWasSent(errors?.[0])
  );
}

/** What went wrong, from the innermost error: `fetch failed` alone helps nobody. */
export function networkMessage(error: unknown): string {
  const { cause, errors, message, code } = (error ?? {}) as NetworkError;
  if (cause !== undefined || errors?.[0] !== undefined) return networkMessage(cause ?? errors?.[0]);
  return String(message || code || error);
}
