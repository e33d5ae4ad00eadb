/** An answer before it is written out: null stands for no body at all. */
export interface EmulatorAnswer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
  /** The body as it is, in place of `body`. */
  bytes?: Buffer;
  /** What a browser lets the answer do. Default: nothing. */
  contentSecurityPolicy?: string;
}

export const ok: EmulatorAnswer = { status: 200, body: {} };

export const unauthorized: EmulatorAnswer = {
  status: 401,
  headers: { 'www-authenticate': 'Basic realm="Customer.io edge event collection"' },
  body: { meta: { error: 'Unauthorized request' } },
};

export function badRequest(errors: string[]): EmulatorAnswer {
  return { status: 400, body: { meta: { errors } } };
}

/** An error in the shape that the API at a path gives its errors. */
export function errorAnswer(
  path: string,
  status: number,
  message: string,
  reason = 'invalid',
): EmulatorAnswer {
  if (path.startsWith('/_emulator')) return { status, body: { error: message } };
  if (path.startsWith('/api/v2/')) return { status, body: { errors: [{ reason, field: '', message }] } };
  if (path.startsWith('/v1/send/')) return { status, body: { meta: { error: message } } };
  if (path.startsWith('/v1/'))
    return { status, body: { errors: [{ detail: message, status: String(status) }] } };
  return { status, body: { meta: { errors: [message] } } };
}

/** What failed inside the emulator: its reason, for whoever reports it. */
export function internalError(path: string, error: unknown): EmulatorAnswer {
  return errorAnswer(path, 500, `the emulator failed: ${error}`, 'internal');
}

const PADDING = 3817;

/** What Customer.io answers on a route it does not know: a page for people, 3,817 bytes of it. */
export function notFoundPage(): string {
  const head =
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page not found</title></head><body>';
  const text =
    '<h1>Page not found</h1><p>The emulator has no such route: Customer.io answers with its website.</p>';
  const tail = '</body></html>';
  return `${head}${text}${' '.repeat(PADDING - head.length - text.length - tail.length)}${tail}`;
}
