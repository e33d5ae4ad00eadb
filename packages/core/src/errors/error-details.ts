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
  /** A word for the kind of error that stays the same where the message changes (App API). */
  code?: string;
  /** What else is known of the error, such as the Liquid errors of each language of an email (App API). */
  meta?: Readonly<Record<string, unknown>>;
}

/** `{ errors: [{ detail, source?, code?, meta? }] }`, `{ errors: [{ reason, field, message }] }`, `{ meta: { error } }`, `{ meta: { errors } }` */
export function parseErrorDetails(body: unknown): ErrorDetail[] {
  const { errors, meta } = (body ?? {}) as { errors?: unknown; meta?: Record<string, unknown> };
  return [errors, meta?.errors, meta?.error]
    .flat()
    .map(toDetail)
    .filter((detail) => detail !== undefined);
}

function toDetail(entry: unknown): ErrorDetail | undefined {
  if (typeof entry === 'string') return { message: entry };
  const { detail, message, field, reason, source, code, meta } = (entry ?? {}) as Record<string, unknown>;
  const pointer = (source as { pointer?: unknown } | null | undefined)?.pointer;
  const text = [detail, message, reason].find((value) => typeof value === 'string' && value !== '');
  if (typeof text !== 'string') return undefined;
  const told = Object.entries({ field, reason, pointer, code }).filter(
    ([, value]) => typeof value === 'string',
  );
  return {
    message: text,
    ...Object.fromEntries(told),
    ...(typeof meta === 'object' &&
      meta &&
      !Array.isArray(meta) && { meta: meta as Record<string, unknown> }),
  };
}
