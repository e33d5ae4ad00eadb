import { json } from '../api.js';
import { type AppHandler, type AppRequest, cursorPage, required } from './request.js';

const senderOf = ({ app, parameters }: AppRequest) =>
  required(app.senderIdentities.get(parameters.sender_id));

export const senderIdentities: Record<string, AppHandler> = {
  // With `hidden`, those that are hidden are there too.
  listSenders: (request) => {
    const { app, query } = request;
    const visible = app.senderIdentities.all().filter(({ hidden }) => query.hidden === 'true' || !hidden);
    return cursorPage(query.sort === 'desc' ? visible.reverse() : visible, request, (page) => ({
      sender_identities: page,
    }));
  },
  getSender: (request) => json({ sender_identity: senderOf(request) }),
  getSenderUsage: (request) => {
    const { app } = request;
    const { id } = senderOf(request);
    const steps = app.actions.all().filter((one) => one.from_id === id && one.campaign_id !== undefined);
    const contents = app.contents.all().filter(({ from_id }) => from_id === id);
    const newsletterIds = new Set(contents.map(({ newsletter_id }) => newsletter_id));
    const newsletters = app.newsletters.all().filter((one) => newsletterIds.has(one.id));
    return json({
      campaigns: [...new Set(steps.map(({ campaign_id }) => campaign_id))],
      sent_newsletters: newsletters.filter(({ sent_at }) => sent_at).map((one) => one.id),
      draft_newsletters: newsletters.filter(({ sent_at }) => !sent_at).map((one) => one.id),
    });
  },
};
