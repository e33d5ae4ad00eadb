import { noContent } from '../api.js';
import type { AppHandlers } from './request.js';

/** Adds descriptions to those that are there, by name. */
function addDescriptions<T extends { name: string }>(metadata: Map<string, T>, items: T[]): void {
  for (const item of items) metadata.set(item.name, { ...metadata.get(item.name), ...item });
}

export const dataIndex = {
  updateAttributeMetadata: ({ app, body }) => {
    addDescriptions(app.attributeMetadata, body.attributes);
    return noContent;
  },
  updateEventMetadata: ({ app, body }) => {
    addDescriptions(app.eventMetadata, body.events);
    return noContent;
  },
} satisfies AppHandlers;
