/**
 * The base class of all errors of this library.
 *
 * Use {@link isCustomerIOError} rather than `instanceof`: it also works across copies of the package.
 */
export abstract class CustomerIOError extends Error {
  /** The name of the class, as a literal that minifiers do not change. */
  abstract override readonly name: string;
  /** Marks the errors of this library, across copies of the package. */
  get isCustomerIOError(): true {
    return true;
  }
}

/** Whether a caught value is an error of this library, also of another copy of it. */
export function isCustomerIOError(error: unknown): error is CustomerIOError {
  try {
    return (error as Partial<CustomerIOError> | null | undefined)?.isCustomerIOError === true;
  } catch {
    // A proxy that throws.
    return false;
  }
}
