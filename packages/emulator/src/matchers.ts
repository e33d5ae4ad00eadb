import type { EmulatorWorkspace, MessageFilter, WebhookFilter } from '@cio/emulator';
import { matches, print } from './testing/matches.js';

/** What a matcher returns to vitest, Jest or Playwright. */
export interface MatcherResult {
  pass: boolean;
  message: () => string;
}

/** What `expect(emulator)` can do with {@link matchers}. */
export interface EmulatorMatchers<R = unknown> {
  /**
   * There is a person with these attributes; there may be others.
   *
   * @param identifier An id, an email address, or `cio_` and a cio_id.
   */
  toHavePerson(identifier: string, attributes?: Record<string, unknown>): R;
  /** A person has an event with these data; there may be others. */
  toHaveTracked(identifier: string, event: string, data?: Record<string, unknown>): R;
  /** A message that meets a filter was sent. */
  toHaveSent(filter?: MessageFilter): R;
  /** A webhook that meets a filter was accepted by its receiver. */
  toHaveDeliveredWebhook(filter?: WebhookFilter): R;
}

type Received = Pick<EmulatorWorkspace, 'people' | 'messages' | 'webhooks'>;

/** Matchers for `expect.extend` of vitest, Jest and Playwright. They are about an emulator, or one of its workspaces: `expect(emulator).toHaveSent(…)`. */
export const matchers: {
  [Name in keyof EmulatorMatchers]: (
    received: Received,
    ...expected: Parameters<EmulatorMatchers[Name]>
  ) => MatcherResult;
} = {
  toHavePerson({ people }, identifier, attributes = {}) {
    const person = people.get(identifier);
    const expected = `a person ${identifier} with ${print(attributes)}`;
    return result(person !== undefined && matches(person.attributes, attributes), expected, () =>
      person
        ? `their attributes are ${print(person.attributes)}`
        : `there is none; there are ${namesOf(people.all())}`,
    );
  },
  toHaveTracked({ people }, identifier, name, data = {}) {
    const events = people.get(identifier)?.events;
    const pass = events?.some((event) => event.name === name && matches(event.data, data)) ?? false;
    return result(pass, `the event ${name} of ${identifier} with ${print(data)}`, () => {
      if (!events) return `there is no such person; there are ${namesOf(people.all())}`;
      const lines = events.slice(-10).map((event) => `- ${event.name} ${print(event.data)}`);
      return lines.length > 0 ? ['their newest events are', ...lines].join('\n') : 'they have none';
    });
  },
  toHaveSent({ messages }, filter = {}) {
    const pass = messages.all({ metric: 'sent', ...filter }).length > 0;
    return result(pass, `a message with ${print(filter)}`, () => messages.describe());
  },
  toHaveDeliveredWebhook({ webhooks }, filter = {}) {
    return result(webhooks.all(filter).length > 0, `a webhook with ${print(filter)}`, () =>
      webhooks.describe(),
    );
  },
};

function result(pass: boolean, expected: string, explain: () => string): MatcherResult {
  return { pass, message: () => `expected ${pass ? 'not ' : ''}${expected}: ${explain()}` };
}

function namesOf(people: readonly { id?: string; email?: string; cio_id: string }[]): string {
  if (people.length === 0) return 'nobody';
  return people
    .slice(-10)
    .map(({ id, email, cio_id }) => id ?? email ?? `cio_${cio_id}`)
    .join(', ');
}
