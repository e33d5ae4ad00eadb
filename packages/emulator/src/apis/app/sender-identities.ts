import type { SenderIdentity } from '../../store/app-entities.js';
import { json } from '../api.js';
import { cursorPage } from './paging.js';
import { type AppHandlers, type AppRequest, orNotFound } from './request.js';

const senderOf = ({ app, parameters }: AppRequest): SenderIdentity =>
  orNotFound(app.senderIdentities.get(parameters.sender_id));

export const senderIdentities = {
  // With `hidden`, the hidden ones are in the list too.
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
    const campaigns = [...app.actions.by('from_id', id)].flatMap(({ campaign_id }) => campaign_id ?? []);
    const newsletterIds = new Set([...app.contents.by('from_id', id)].map((one) => one.newsletter_id));
    const newsletters = [...newsletterIds].flatMap((newsletterId) => app.newsletters.get(newsletterId) ?? []);
    const idsOf = (entities: { id: number }[]) => entities.map((entity) => entity.id);
    return json({
      campaigns: [...new Set(campaigns)],
      sent_newsletters: idsOf(newsletters.filter(({ sent_at }) => sent_at)),
      draft_newsletters: idsOf(newsletters.filter(({ sent_at }) => !sent_at)),
    });
  },
} satisfies AppHandlers;
