import { json } from '../api.js';
import type { AppHandlers } from './request.js';

export const workspaces = {
  listWorkspaces: ({ app, workspace }) =>
    json({
      workspaces: [
        {
          id: 1,
          name: 'Emulator',
          messages_sent: app.messages.size,
          billable_messages_sent: app.messages.size,
          people: workspace.people.size,
          object_types: app.objectTypes.size,
          objects: workspace.objects.size,
        },
      ],
    }),
} satisfies AppHandlers;
