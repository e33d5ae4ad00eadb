import { describeCause } from '../batching/describe-cause.js';
import { isCredentialError } from '../credentials/credentials.js';
import { isApiError } from '../errors/api-error.js';
import { describeErrors } from '../errors/describe-errors.js';
import type { ErrorDetail } from '../errors/error-details.js';
import { isRetryableError } from '../errors/retryable-error.js';
import { isValidationError } from '../errors/validation-error.js';
import type { DeadLetterReason } from './stored-item.js';

/** Statuses of a wrong key, an unpaid account and a limit: they end, and then the item is accepted. */
const TEMPORARY = [401, 402, 403, 407, 408, 429];

/** Whether an item was refused for what it is: unchanged, it would always be. */
export function isRejection(error: unknown): boolean {
  if (isValidationError(error)) return !isCredentialError(error);
  if (!isApiError(error) || error.status < 400 || error.status >= 500) return false;
  // The web page of an unknown route: the client has a wrong address.
  if (error.status === 404 && error.details.length === 0) return false;
  return !TEMPORARY.includes(error.status);
}

/** Whether it is certain that Customer.io did not process the request. */
export function isUnprocessed(error: unknown): boolean {
  if (isValidationError(error)) return true;
  if (isRetryableError(error)) return !error.requestSent;
  // 303 See Other: it was. Of the other redirects, one that is refused leads elsewhere.
  return isApiError(error) && error.status >= 300 && error.status < 500 && error.status !== 303;
}

/** An error as the reason of a dead letter. */
export function reasonOf(kind: DeadLetterReason['kind'], error: unknown): DeadLetterReason {
  const status = isApiError(error) || isRetryableError(error) ? error.status : undefined;
  const errors = isApiError(error) && error.details.length > 0 ? error.details : undefined;
  return {
    kind,
    message: describeErrors([{ message: describeCause(error) }]),
    ...(status !== undefined && { status }),
    ...(errors && { errors: storable(errors) }),
  };
}

/** The rejection of one item of a batch as the reason of a dead letter. */
export function rejectedReason({
  message,
  errors,
}: {
  message: string;
  errors: DeadLetterReason['errors'] | undefined;
}): DeadLetterReason {
  return { kind: 'rejected', message, ...(errors && { errors: storable(errors) }) };
}

/** The errors of a response without what a database refuses in JSON: U+0000, and lone surrogates. */
function storable(errors: readonly ErrorDetail[]): readonly ErrorDetail[] {
  const json = JSON.stringify(errors).replace(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g, (escaped) =>
    escaped === '\\\\' ? escaped : ' ',
  );
  return JSON.parse(json) as ErrorDetail[];
}

/** An item is stored for which this worker has no client. Another worker may have one. */
export class MissingClientError extends Error {
  override readonly name = 'MissingClientError';

  constructor(client: string) {
    super(`an item of ${client} is stored, and the worker's clients have none for it`);
  }
}
