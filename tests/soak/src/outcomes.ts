import { isApiError, isRetryableError } from '@cio/core';

/** What a client said of a call or an operation. */
export type Outcome =
  /** It succeeded. */
  | 'accepted'
  /** The server refused it. */
  | 'refused'
  /** It failed, and it is proven that nothing was processed. */
  | 'unsent'
  /** It failed, and may have been processed. */
  | 'unknown';

export function outcomeOfError(error: unknown): Outcome {
  if (isApiError(error)) return error.status >= 400 && error.status < 500 ? 'refused' : 'unknown';
  if (isRetryableError(error)) return error.requestSent ? 'unknown' : 'unsent';
  throw error;
}

/** How often what was said is not what happened. All are to be 0. */
export interface Violations {
  'accepted, but not processed': number;
  'refused, but processed': number;
  'proven unsent, but processed': number;
  'processed twice': number;
}

/** Holds what the client said of each number against how often the server processed it. */
export function compare(said: readonly Outcome[], processed: readonly [number, number][]): Violations {
  const counts = new Map(processed);
  const violations: Violations = {
    'accepted, but not processed': 0,
    'refused, but processed': 0,
    'proven unsent, but processed': 0,
    'processed twice': 0,
  };
  said.forEach((outcome, number) => {
    const count = counts.get(number) ?? 0;
    if (outcome === 'accepted' && count === 0) violations['accepted, but not processed']++;
    if (outcome === 'refused' && count > 0) violations['refused, but processed']++;
    if (outcome === 'unsent' && count > 0) violations['proven unsent, but processed']++;
    if (count > 1) violations['processed twice']++;
  });
  return violations;
}

export function tally(said: readonly Outcome[]): Record<Outcome, number> {
  const counts = { accepted: 0, refused: 0, unsent: 0, unknown: 0 };
  // Each kind of call has some of the numbers: forEach passes over the others.
  said.forEach((outcome) => {
    counts[outcome]++;
  });
  return counts;
}
