/** What a text has to be: the same, or what an expression matches. */
export type TextPattern = string | RegExp;

/**
 * Whether a value is what is expected: objects may have more keys than expected, a RegExp is for text, and asymmetric matchers of
 * a test runner (`expect.any(String)`) decide themselves.
 */
export function matches(actual: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual);
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual);
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((one, index) => matches(actual[index], one))
    );
  }
  return Object.entries(expected).every(([key, value]) => {
    const own = Object.hasOwn(actual, key) ? (actual as Record<string, unknown>)[key] : undefined;
    return matches(own, value);
  });
}

function isAsymmetric(value: unknown): value is { asymmetricMatch(actual: unknown): boolean } {
  return typeof (value as { asymmetricMatch?: unknown } | null)?.asymmetricMatch === 'function';
}

/** What was expected, as an error tells it: JSON, with expressions and functions as they are written. */
export function print(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner instanceof RegExp || typeof inner === 'function' ? String(inner) : inner,
  );
}
