import type { Workspace } from '../engine/workspace.js';
import type { Changes } from '../store/changes.js';
import type { StoredMessage } from '../store/messages.js';
import { matches, print, type TextPattern } from './matches.js';
import { type WaitOptions, waitFor } from './wait-for.js';

/** Which messages are meant: those that meet all of it. */
export interface MessageFilter {
  /** The address, number or token that it goes to. */
  to?: TextPattern;
  /** `email`, `push`, `twilio` and so on. */
  type?: string;
  subject?: TextPattern;
  /** Its text, or HTML. */
  body?: TextPattern;
  /** The person that it is for: an id, an email address, or `cio_` and a cio_id. */
  person?: string;
  /** The name or the number of its transactional message. */
  template?: string | number;
  /** What happened to it: `sent`, `delivered`, `opened`, `failed` and so on. */
  metric?: string;
  /** Whatever else it has to be. */
  where?: (message: StoredMessage) => boolean;
}

/** The messages of an emulator, as tests look them up. */
export class EmulatorMessages {
  readonly #workspace: () => Workspace;
  readonly #changes: Changes;

  constructor(workspace: () => Workspace, changes: Changes) {
    this.#workspace = workspace;
    this.#changes = changes;
  }

  /** Those that meet a filter, the oldest first. Default: all of them. */
  all(filter: MessageFilter = {}): StoredMessage[] {
    const { app } = this.#workspace();
    return [...app.messages].filter((message) => this.#meets(message, filter));
  }

  /**
   * Resolves with the oldest message that meets a filter, as soon as there is one.
   *
   * @throws An error that lists the messages that there are, where the time is over.
   */
  waitFor(filter: MessageFilter = {}, options: WaitOptions = {}): Promise<StoredMessage> {
    return waitFor(
      {
        find: () => this.all(filter)[0],
        subscribe: (onChange) => this.#changes.subscribe(onChange),
        explain: () => `no message meets ${print(filter)}; ${this.describe()}`,
      },
      options,
    );
  }

  /** The newest messages, for an error. */
  describe(): string {
    const newest = this.all().slice(-10).reverse();
    if (newest.length === 0) return 'there is none';
    const lines = newest.map(
      ({ type, recipient, subject, metrics, failure_message: failure }) =>
        `- ${type} to ${recipient || 'nobody'}: ${JSON.stringify(subject ?? '')} (${Object.keys(metrics).join(', ')})${failure ? ` ${failure}` : ''}`,
    );
    return ['the newest are', ...lines].join('\n');
  }

  #meets(message: StoredMessage, filter: MessageFilter): boolean {
    const { to, type, subject, body, person, template, metric, where } = filter;
    const workspace = this.#workspace();
    return (
      (to === undefined || matches(message.recipient, to)) &&
      (type === undefined || message.type === type) &&
      (subject === undefined || matches(message.subject, subject)) &&
      (body === undefined || matches(message.archived?.body, body)) &&
      (person === undefined || workspace.find(person)?.cio_id === message.cio_id) &&
      (template === undefined || this.#isOf(message, template)) &&
      (metric === undefined || Object.hasOwn(message.metrics, metric)) &&
      (where === undefined || where(message))
    );
  }

  #isOf({ transactional_id }: StoredMessage, template: string | number): boolean {
    const message = this.#workspace().app.transactional.get(transactional_id);
    return message !== undefined && (message.id === Number(template) || message.name === template);
  }
}
