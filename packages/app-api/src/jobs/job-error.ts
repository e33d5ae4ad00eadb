import { CustomerIOError, isCustomerIOError } from '@cio/core';

/** A job of Customer.io, such as an export, failed or did not complete in time. */
export class JobError extends CustomerIOError {
  override readonly name = 'JobError';
  /** `failed`: the job failed. `timeout`: the job continues, and can be waited for again. */
  readonly reason: 'failed' | 'timeout';
  /** The last known state of the job; undefined if it could not be read. */
  readonly job: unknown;

  constructor(message: string, reason: 'failed' | 'timeout', job: unknown, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
    this.job = job;
  }
}

/** Whether a caught value is a {@link JobError}, from whichever copy of the package. */
export function isJobError(error: unknown): error is JobError {
  return isCustomerIOError(error) && error.name === 'JobError';
}
