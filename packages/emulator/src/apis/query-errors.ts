import type { Contract, Operation } from '@cio-internal/contract';

/** What is wrong with a request's query parameters; an empty list where nothing is. */
export function queryErrors(contract: Contract, operation: Operation, query: URLSearchParams): string[] {
  return [...query].flatMap(([name, value]) =>
    // `constructor` and its likes are in every object.
    Object.hasOwn(operation.query, name)
      ? contract.queryErrors(operation, name, value)
      : [`no query parameter "${name}"`],
  );
}
