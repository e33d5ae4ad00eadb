/** The outcome of handling an event: handled (now or before), failed, claimed by another process, or abandoned. */
export interface Outcome {
  result: 'handled' | 'failed' | 'being_handled' | 'too_slow';
  /** Whether the event had been handled before. */
  isDuplicate?: boolean;
  /** The error of a failure. */
  error?: unknown;
}
