import type { Json } from '../../lib/json.js';

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
