import { randomUUID } from 'node:crypto';
import { AppFailure } from './failure.js';
import { type AppHandler, answer } from './request.js';

export const subscriptionCenter: Record<string, AppHandler> = {
  getTopics: ({ app }) => answer({ topics: app.topics }),
  getChannels: ({ app }) => answer({ channels: app.channels }),
  getSubscriptionCenterToken: ({ workspace, parameters, origin }) => {
    const person = workspace.find(parameters.customer_id!);
    if (!person) throw new AppFailure(400, 'customer not found');
    const token = randomUUID();
    return answer({ token, url: `${origin}/u/i/${token}/` });
  },
};
