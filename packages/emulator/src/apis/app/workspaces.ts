import { json } from '../api.js';
import type { AppHandler } from './request.js';

export const workspaces: Record<string, AppHandler> = {
  listWorkspaces: ({ app, workspace }) =>
    json({
      workspaces: [
        {
          id: 1,
          name: 'Emulator',
          messages_sent: app.messages.length,
          billable_messages_sent: app.messages.length,
          people: workspace.people.size,
          object_types: app.objectTypes.size,
          objects: workspace.objects.size,
        },
      ],
    }),
};
