import type { Identifier } from '@cio/core';

/** One person, by exactly one identifier. */
export type PersonIdentifier =
  | {
      /** The id that your system gave the person. At most 150 bytes. */
      id: Identifier;
    }
  | {
      /** The person's email address. At most 150 bytes. */
      email: string;
    }
  | {
      /** Customer.io's own id of the person, without the prefix `cio_`. */
      cio_id: string;
    };
