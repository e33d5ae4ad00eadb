import { ApiError } from '../errors/api-error.js';
import { parseErrorDetails } from '../errors/error-details.js';
import type { ErrorResponse } from '../errors/error-response.js';
import { RetryableError } from '../errors/retryable-error.js';
import { parseRetryAfter } from '../retry/retry-after.js';
import type { TransportResponse } from '../transport/types.js';
import type { Call } from './http-client.js';

/** The parsed body of a success, or the error that the answer amounts to. */
export function classify(call: Call, requestId: string, response: TransportResponse, text: string): unknown {
  const { status, headers } = response;
  const ok = status >= 200 && status < 300;
  if (ok && !text.trim()) return {};
  const body = parse(text);
  if (ok && (body !== text || call.expects === 'anything')) return body;

  const answer = answerWith(body, response, requestId);
  const what = `${call.method} ${call.path} → ${status}`;
  if (ok) throw new ApiError(`${what} but the body is not JSON ${describeBody(headers, text)}`, answer);
  const complaint = answer.details
    .map(({ field, message }) => (field ? `${field}: ${message}` : message))
    .join('; ');
  const message = `${what} ${complaint || describeBody(headers, text)}`;
  if (![429, 502, 503, 504].includes(status)) throw new ApiError(message, answer);
  throw new RetryableError(message, {
    kind: 'http',
    // A request that was turned away for its rate was not looked at.
    requestSent: status !== 429,
    requestId,
    retryAfterMs: parseRetryAfter(headers['retry-after']),
    response: answer,
  });
}

/** What a response said, for an error to carry. */
export function answerOf(response: TransportResponse, text: string, requestId: string): ErrorResponse {
  return answerWith(parse(text), response, requestId);
}

function answerWith(body: unknown, { status, headers }: TransportResponse, requestId: string): ErrorResponse {
  return { status, headers, requestId, body, details: parseErrorDetails(body) };
}

/** JSON where it parses, text where not. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return text;
  }
}

function describeBody(headers: Readonly<Record<string, string>>, text: string): string {
  return text === ''
    ? '(no body)'
    : `(${headers['content-type'] ?? 'no content type'}, ${text.length} characters)`;
}
