/** One error that the API reported, from any of its four error formats. */
export interface ErrorDetail {
  /** What is wrong, in the API's words. */
  message: string;
  /** The field that is not valid (Track v2). */
  field?: string;
  /** The kind of the error, such as `invalid` or `required` (Track v2). */
  reason?: string;
  /** A JSON pointer into the request body (App API, 422). */
  pointer?: string;
}

/** `{ errors: [{ detail, source? }] }`, `{ errors: [{ reason, field, message }] }`, `{ meta: { error } }`, `{ meta: { errors } }` */
export function parseErrorDetails(body: unknown): ErrorDetail[] {
  const { errors, meta } = (body ?? {}) as { errors?: unknown; meta?: Record<string, unknown> };
  return [errors, meta?.errors, meta?.error]
    .flat()
    .map(toDetail)
    .filter((detail) => detail !== undefined);
}

function toDetail(entry: unknown): ErrorDetail | undefined {
  if (typeof entry === 'string') return { message: entry };
  const { detail, message, field, reason, source } = (entry ?? {}) as Record<string, unknown>;
  const pointer = (source as { pointer?: unknown } | null | undefined)?.pointer;
  const text = [detail, message, reason].find((value) => typeof value === 'string' && value !== '');
  if (typeof text !== 'string') return undefined;
  return {
    message: text,
    ...(typeof field === 'string' && { field }),
    ...(typeof reason === 'string' && { reason }),
    ...(typeof pointer === 'string' && { pointer }),
  };
}
