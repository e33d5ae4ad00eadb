import type { CallEvent, Hooks } from '../client/hooks.js';
import { isApiError } from '../errors/api-error.js';
import { isCustomerIOError } from '../errors/base.js';
import { describeFields } from '../errors/describe-fields.js';
import { isRetryableError } from '../errors/retryable-error.js';
import { ValidationError } from '../errors/validation-error.js';
import { networkCode } from '../transport/network-errors.js';
import { requireMethod } from '../validation/checks.js';
import { readOptions } from '../validation/options.js';

/** Options of hooks that log. */
export interface LogOptions {
  /** A call that took longer, with all its attempts, is logged as slow, in milliseconds. `Infinity`: none is. Default 5,000. */
  slowMs?: number | undefined;
}

/** What pino has, and other loggers that take fields before the message. */
export interface FieldsLogger {
  /** Logs a failed call. */
  error(fields: object, message: string): unknown;
  /** Logs a slow call. */
  warn(fields: object, message: string): unknown;
}

/** The fields of a line. They have no personal data: the path is a template, and no text of the server is there. */
interface LogFields {
  operation: string;
  method: string;
  path: string;
  status: number | undefined;
  attempts: number;
  duration_ms: number;
  request_id: string;
  error: string | undefined;
}

/**
 * Hooks that log with pino, or a logger like it: one line for each failed call, and one for each slow call. Calls that their own
 * signal aborted are not logged. No line has credentials or personal data.
 *
 * @throws ValidationError for a logger or an option that is not valid.
 * @example
 * const track = new TrackClient({ siteId, apiKey, hooks: pinoHooks(pino()) });
 */
export function pinoHooks(logger: FieldsLogger, options?: LogOptions): Hooks {
  requireMethod('logger', logger, 'error');
  requireMethod('logger', logger, 'warn');
  return logHooks(options, (level, fields, message) => logger[level](fields, message));
}

/**
 * Hooks that log to `console`, as {@link pinoHooks} do with pino.
 *
 * @throws ValidationError for an option that is not valid.
 * @example
 * const track = new TrackClient({ siteId, apiKey, hooks: consoleHooks({ slowMs: 1000 }) });
 */
export function consoleHooks(options?: LogOptions): Hooks {
  return logHooks(options, (level, { request_id }, message) =>
    console[level](`${message} (request ${request_id})`),
  );
}

function logHooks(
  options: LogOptions | undefined,
  log: (level: 'error' | 'warn', fields: LogFields, message: string) => unknown,
): Hooks {
  const { slowMs = 5000 } = readOptions(options, ['slowMs']);
  if (!(typeof slowMs === 'number' && slowMs >= 0)) {
    throw new ValidationError('slowMs', 'expected milliseconds, at least 0');
  }
  return {
    onCall(event) {
      const isFailed = event.outcome === 'failure';
      if (!isFailed && (event.outcome === 'aborted' || event.durationMs <= slowMs)) return undefined;
      const fields = fieldsOf(event);
      return log(isFailed ? 'error' : 'warn', fields, describe(fields, isFailed ? 'failed' : 'was slow'));
    },
  };
}

function fieldsOf({ error, ...event }: CallEvent): LogFields {
  return {
    operation: event.operation,
    method: event.method,
    path: event.pathTemplate.replace(/\?.*/s, ''),
    status: event.status,
    attempts: event.attempts,
    duration_ms: Math.round(event.durationMs),
    request_id: event.requestId,
    error: event.outcome === 'failure' ? describeError(error) : undefined,
  };
}

function describe(
  { operation, method, path, status, attempts, duration_ms, error }: LogFields,
  what: string,
): string {
  const outcome = [status, error].filter((part) => part !== undefined).join(' ');
  const count = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  return `customerio ${operation} ${what}: ${method} ${path} → ${outcome}, ${count} in ${duration_ms} ms`;
}

/** The kind of an error and what it names. Not its message: the server's text may quote the request. */
function describeError(error: unknown): string {
  if (isApiError(error)) return `ApiError${describeFields(error.details)}`;
  if (isRetryableError(error)) {
    const code = networkCode(error.cause);
    return `RetryableError ${error.kind}${code ? ` ${code}` : ''}${describeFields(error.response?.details)}`;
  }
  // The name of another error may be anything.
  return isCustomerIOError(error) ? error.name : 'another error';
}
