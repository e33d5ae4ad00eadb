import type { Identifier } from '@cio/core';

/** One person, by one identifier. */
export type PersonIdentifier = { id: Identifier } | { email: string } | { cio_id: string };
