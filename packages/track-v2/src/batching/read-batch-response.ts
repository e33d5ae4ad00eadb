import { ApiError, type ErrorDetail, type ErrorResponse, type Rejections } from '@cio/core';

/**
 * Reads the response to a batch: with 200 all operations were accepted, with 207 all except those in its errors.
 *
 * @param count The number of operations in the request.
 * @throws ApiError for a response that is not valid: each operation may have been accepted or not.
 */
export function readBatchResponse(response: ErrorResponse, count: number): Rejections {
  const { status, body } = response;
  const errors: unknown = (body as { errors?: unknown } | null)?.errors;
  const rejections = new Map<number, ErrorDetail[]>();
  if (status !== 207 && isEmpty(errors)) return rejections;
  if (!Array.isArray(errors) || errors.length === 0) {
    throw unreadable(response, count, 'names no operation that was rejected');
  }
  for (const entry of errors as unknown[]) {
    const { batch_index, ...error } = (entry ?? {}) as Record<string, unknown>;
    const index = toIndex(batch_index);
    if (index === undefined || index >= count) {
      throw unreadable(response, count, 'names an operation that was not in the request');
    }
    const known = rejections.get(index);
    if (known) known.push(toDetail(error));
    else rejections.set(index, [toDetail(error)]);
  }
  return rejections;
}

function isEmpty(errors: unknown): boolean {
  return errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0);
}

/**
 * An index in the request. Customer.io writes some numbers as text, so canonical digits are accepted too; `'1.0'`, `'01'` and `' 1'`
 * are not.
 */
function toIndex(value: unknown): number | undefined {
  if (typeof value === 'string' && /^(0|[1-9]\d{0,14})$/.test(value)) return Number(value);
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}

function toDetail({ reason, field, message }: Record<string, unknown>): ErrorDetail {
  const text = [message, reason].find((one) => typeof one === 'string' && one !== '');
  return {
    message: typeof text === 'string' ? text : 'no reason given',
    ...(typeof field === 'string' && field !== '' && { field }),
    ...(typeof reason === 'string' && reason !== '' && { reason }),
  };
}

function unreadable(response: ErrorResponse, count: number, problem: string): ApiError {
  const message = `POST /api/v2/batch → ${response.status} ${problem}: which of the ${count} operations were accepted is unknown`;
  return new ApiError(message, response);
}
