import type { Message } from './types.js';

/** Whether sending a message twice has no second effect: Customer.io counts a `messageId` once. */
export function isReplaySafe({ messageId }: Message): boolean {
  return typeof messageId === 'string' && messageId !== '';
}
