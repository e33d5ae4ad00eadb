import type { StoredCampaign, StoredSegmentCampaign } from '../../store/app-entities.js';
import { json } from '../api.js';
import { actionView, getAction, updateAction } from './actions.js';
import { messagesPage } from './messages.js';
import { journey, links, series } from './metrics.js';
import { cursorPage } from './paging.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from './request.js';

/** How many steps a page has. */
const ACTIONS_PER_PAGE = '10';

/** A campaign as the App API has it: it does not tell the frequency of this one. */
const campaignView = (campaign: StoredCampaign): Json => {
  const { frequency: _, ...view } = campaign as StoredSegmentCampaign;
  return view;
};

const campaignOf = ({ app, parameters }: AppRequest) => orNotFound(app.campaigns.get(parameters.campaign_id));

export const campaigns = {
  listCampaigns: ({ app }) => json({ campaigns: app.campaigns.all().map(campaignView) }),
  getCampaigns: (request) => json({ campaign: campaignView(campaignOf(request)) }),
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
