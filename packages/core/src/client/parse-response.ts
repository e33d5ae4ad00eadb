import { ApiError } from '../errors/api-error.js';
import { describeErrors } from '../errors/describe-errors.js';
import { parseErrorDetails } from '../errors/error-details.js';
import type { ErrorResponse } from '../errors/error-response.js';
import { RetryableError } from '../errors/retryable-error.js';
import { isRetryable } from '../retry/is-retryable.js';
import { parseRetryAfter } from '../retry/retry-after.js';
import type { TransportResponse } from '../transport/types.js';
import { type Call, describeCall } from './call.js';
import type { CallState } from './call-state.js';

/**
 * The parsed body of a successful response. Throws the error of any other response.
 *
 * @param text The body; undefined if it is longer than `maxBytes`.
 * @param credentialsHint Added to the message for a 401: the response does not say which credentials are expected.
 */
export function parseResponse(
  state: CallState,
  response: TransportResponse,
  text: string | undefined,
  { maxBytes, credentialsHint }: { maxBytes: number; credentialsHint: string | undefined },
): unknown {
  const { call, requestId } = state;
  const { status, headers } = response;
  const what = `${describeCall(call)} → ${status}`;
  if (text === undefined) {
    const message = `${what} but the body is longer than ${maxBytes} bytes, the limit of a response body`;
    throw new ApiError(message, errorResponse(response, '', requestId));
  }
  const isSuccess = status >= 200 && status < 300;
  const body = isSuccess && !text.trim() ? {} : parseJson(text);
  if (isSuccess && isExpected(call, body, text)) {
    return call.readResult ? call.readResult({ ...errorResponse(response, text, requestId), body }) : body;
  }

  const details = errorResponse(response, text, requestId);
  if (isSuccess)
    throw new ApiError(
      `${what} but the body is not ${call.expects === 'object' ? 'a JSON object' : 'JSON'} ${describeBody(headers, text)}`,
      details,
    );
  const hint = status === 401 && credentialsHint !== undefined ? `. ${credentialsHint}` : '';
  const message = `${what} ${describeErrors(details.details) || describeBody(headers, text)}${hint}`;
  if (!isRetryable(response)) throw new ApiError(message, details);
  throw new RetryableError(message, {
    kind: 'http',
    requestSent: state.requestSent,
    requestId,
    retryAfterMs: parseRetryAfter(headers['retry-after']),
    response: details,
  });
}

/** Whether a success has the body that its operation answers with. A proxy or a captive portal may have answered. */
function isExpected({ expects }: Call, body: unknown, text: string): boolean {
  if (expects === 'anything') return true;
  if (expects === 'object') return typeof body === 'object' && body !== null && !Array.isArray(body);
  return body !== text;
}

/** The response as the field of an error. */
export function errorResponse(
  { status, headers }: Pick<TransportResponse, 'status' | 'headers'>,
  text: string,
  requestId: string,
): ErrorResponse {
  const body = parseJson(text);
  return { status, headers: withoutSecrets(headers), requestId, body, details: parseErrorDetails(body) };
}

/** Without cookies, and without the query of a location: a signed URL is a credential. */
function withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { 'set-cookie': _, location, ...kept } = headers;
  if (location === undefined) return kept;
  return { ...kept, location: location.replace(/[?#].*/s, '').replace(/\/\/[^/]*@/, '//') };
}

/** Parsed JSON, or the text if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return text;
  }
}

function describeBody(headers: Readonly<Record<string, string>>, text: string): string {
  if (text === '') return '(no body)';
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '')?.[0] ?? 'no content type';
  return `(${type}, ${text.length} characters)`;
}
