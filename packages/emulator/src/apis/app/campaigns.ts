import { json } from '../api.js';
import { actionView, getAction, updateAction } from './actions.js';
import { messagesPage } from './messages.js';
import { journey, links, series } from './metrics.js';
import { type AppHandler, type AppRequest, cursorPage, required } from './request.js';

/** How many steps a page has. */
const ACTIONS_PER_PAGE = '10';

const campaignOf = ({ app, parameters }: AppRequest) => required(app.campaigns.get(parameters.campaign_id));

export const campaigns: Record<string, AppHandler> = {
  listCampaigns: ({ app }) => json({ campaigns: app.campaigns.all() }),
  getCampaigns: (request) => json({ campaign: campaignOf(request) }),
  listCampaignActions: (request) => {
    const { id } = campaignOf(request);
    const actions = request.app.actions.all().filter((action) => action.campaign_id === id);
    const query = { ...request.query, limit: ACTIONS_PER_PAGE };
    return cursorPage(actions, { ...request, query }, (page) => ({ actions: page.map(actionView) }));
  },
  getCampaignMessages: (request) => {
    const { id } = campaignOf(request);
    return messagesPage(request, ({ source }) => source.campaign_id === id);
  },
  getCampaignAction: getAction,
  updateCampaignAction: updateAction,
  getCampaignActionTranslation: getAction,
  updateCampaignActionTranslation: updateAction,

  campaignMetrics: series,
  campaignActionMetrics: series,
  campaignLinkMetrics: links,
  campaignActionLinks: links,
  campaignJourneyMetrics: journey,
};
