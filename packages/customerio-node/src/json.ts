/**
 * The body of a response, as the official client types it: not at all. The `@cio` clients have a type for every result.
 */
// biome-ignore lint/suspicious/noExplicitAny: programs written for the official client read fields of it without a check.
export type Json = Record<string, any>;

/** What every call resolves with: the parsed body; `{}` if it was empty. */
export type Result = Promise<Json>;

/** The id of a person or a thing. */
export type Id = string | number;
