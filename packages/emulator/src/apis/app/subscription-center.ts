import { randomUUID } from 'node:crypto';
import { json } from '../api.js';
import { AppError } from './errors.js';
import type { AppHandlers } from './request.js';

export const subscriptionCenter = {
  getTopics: ({ app }) => json({ topics: app.topics.all() }),
  getChannels: ({ app }) => json({ channels: app.channels.all() }),
  getSubscriptionCenterToken: ({ workspace, parameters, origin }) => {
    const person = workspace.find(parameters.customer_id!);
    if (!person) throw new AppError(400, 'customer not found');
    const token = randomUUID();
    return json({ token, url: `${origin}/u/i/${token}/` });
  },
} satisfies AppHandlers;
