import { noContent } from '../api.js';
import type { AppHandler, Json } from './request.js';

/** Describes attributes or events. */
const describe =
  (key: 'attributes' | 'events', table: 'attributeMetadata' | 'eventMetadata'): AppHandler =>
  ({ app, body }) => {
    for (const item of body[key] as Json[]) {
      const name = String(item.name);
      app[table].set(name, { ...app[table].get(name), ...item });
    }
    return noContent;
  };

export const dataIndex: Record<string, AppHandler> = {
  updateAttributeMetadata: describe('attributes', 'attributeMetadata'),
  updateEventMetadata: describe('events', 'eventMetadata'),
};
