import { ulid } from '@cio/core';
import { now, type Person } from '../workspace/workspace.js';

/** What Customer.io reports when a person's `unsubscribed` changes. */
export function subscriptionEvent(person: Person, metric: 'subscribed' | 'unsubscribed'): object {
  const { cio_id, id = null, email = null } = person;
  return {
    event_id: ulid(),
    object_type: 'customer',
    metric,
    timestamp: now(),
    data: {
      customer_id: id ?? '',
      email_address: email ?? '',
      identifiers: { id, email, cio_id },
    },
  };
}
