/**
 * What every error of this library extends.
 *
 * Use {@link isCustomerIOError} rather than `instanceof` where two copies of the package may meet.
 */
export abstract class CustomerIOError extends Error {
  /** The class's name, written out so that minifiers cannot change it. */
  abstract override readonly name: string;
  /** Marks the family on the prototype: it holds across copies of the package. */
  get isCustomerIOError(): true {
    return true;
  }
}

/** Whether a caught value is an error of this library, from whichever copy of it. */
export function isCustomerIOError(error: unknown): error is CustomerIOError {
  try {
    return (error as Partial<CustomerIOError> | null | undefined)?.isCustomerIOError === true;
  } catch {
    // A proxy of somebody's that cannot be read.
    return false;
  }
}
