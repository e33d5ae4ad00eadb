/** Whether sending a message twice has no second effect: Customer.io counts a `messageId` once. */
export function isReplaySafe({ messageId }: { readonly messageId?: unknown }): boolean {
  return typeof messageId === 'string' && messageId !== '';
}
