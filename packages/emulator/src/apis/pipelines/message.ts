export type Json = Record<string, unknown>;

/** A message that keeps to the contract. */
export interface Message {
  type: string;
  userId?: string;
  anonymousId?: string;
  previousId?: string;
  groupId?: string;
  event?: string;
  name?: string;
  messageId?: string;
  timestamp?: string;
  traits?: Json;
  properties?: Json;
  context?: Json;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
