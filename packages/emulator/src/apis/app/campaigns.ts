import { json } from '../api.js';
import { actionView, getAction, updateAction } from './actions.js';
import { messagesPage } from './messages.js';
import { journey, links, series } from './metrics.js';
import { cursorPage } from './paging.js';
import { type AppHandlers, type AppRequest, orNotFound } from './request.js';

/** How many steps a page has. */
const ACTIONS_PER_PAGE = '10';

const campaignOf = ({ app, parameters }: AppRequest) => orNotFound(app.campaigns.get(parameters.campaign_id));

export const campaigns = {
  listCampaigns: ({ app }) => json({ campaigns: app.campaigns.all() }),
  getCampaigns: (request) => json({ campaign: campaignOf(request) }),
  listCampaignActions: (request) => {
    const actions = request.app.actions.by('campaign_id', campaignOf(request).id);
    const query = { ...request.query, limit: ACTIONS_PER_PAGE };
    return cursorPage(actions, { ...request, query }, (page) => ({ actions: page.map(actionView) }));
  },
  getCampaignMessages: (request) => messagesPage(request, { campaign_id: campaignOf(request).id }),

  getCampaignAction: getAction,
  updateCampaignAction: updateAction,
  getCampaignActionTranslation: getAction,
  updateCampaignActionTranslation: updateAction,

  campaignMetrics: series,
  campaignActionMetrics: series,
  campaignLinkMetrics: links,
  campaignActionLinks: links,
  campaignJourneyMetrics: journey,
} satisfies AppHandlers;
