import { CustomerIOError, isCustomerIOError } from '@cio/core';

/** A job of Customer.io's, such as an export, failed or took longer than one was ready to wait. */
export class JobError extends CustomerIOError {
  override readonly name = 'JobError';
  /** `failed`: it ended badly. `timeout`: it goes on, and may be waited for again. */
  readonly reason: 'failed' | 'timeout';
  /** The job as it was seen last; undefined where it was never seen. */
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
