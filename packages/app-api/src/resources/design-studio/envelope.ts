import { ValidationError } from '@cio/core';
import type { DesignStudioEnvelopeInput } from '../../generated/types.js';

/** Refuses what an envelope has when it is read, and what is a 400 when it is sent. */
export function checkEnvelope(envelope: DesignStudioEnvelopeInput | undefined): void {
  for (const field of ['from', 'reply_to'] as const) {
    if (envelope?.[field] !== undefined) {
      throw new ValidationError(`envelope.${field}`, `can only be read: send ${field}_id`);
    }
  }
}
