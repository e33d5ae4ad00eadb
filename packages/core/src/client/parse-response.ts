import { ApiError } from '../errors/api-error.js';
import { parseErrorDetails } from '../errors/error-details.js';
import type { ErrorResponse } from '../errors/error-response.js';
import { RetryableError } from '../errors/retryable-error.js';
import { parseRetryAfter } from '../retry/retry-after.js';
import type { TransportResponse } from '../transport/types.js';
import { type Call, describeCall } from './call.js';
import type { CallState } from './call-state.js';

/** Statuses of temporary failures. 520 to 524 are those of a CDN, for failures of its origin server. */
const RETRYABLE_STATUSES = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];

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
  const message = `${what} ${describeDetails(details) || describeBody(headers, text)}${hint}`;
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

/** Whether a failure is temporary. A 429 for a daily quota, which has no Retry-After, is not. */
export function isRetryable({ status, headers }: Pick<TransportResponse, 'status' | 'headers'>): boolean {
  const isQuota = headers['x-ratelimit-remaining']?.trim() === '0' && headers['retry-after'] === undefined;
  return RETRYABLE_STATUSES.includes(status) && !(status === 429 && isQuota);
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
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return text;
  }
}

const MAX_MESSAGE = 500;

/** The errors in a response on one line, limited and without control characters: they go into logs. */
function describeDetails({ details }: ErrorResponse): string {
  const text = details
    .slice(0, 20)
    .map(({ field, message }) => (field ? `${field}: ${message}` : message))
    .join('; ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed.
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

function describeBody(headers: Readonly<Record<string, string>>, text: string): string {
  if (text === '') return '(no body)';
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '')?.[0] ?? 'no content type';
  return `(${type}, ${text.length} characters)`;
}
