import { identifierText, type Person } from '../workspace/workspace.js';
import { audience } from './filters.js';
import { deliver, messagesPage, renderDeadline } from './messages.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  appError,
  cursorPage,
  found,
  type Json,
  seconds,
} from './request.js';

/** The lists of people that a trigger can have, and how long one may be. */
const LISTS = ['ids', 'emails', 'per_user_data'];
const MAX_RECIPIENTS = 10_000;

const isListOfPeople = (list: unknown) => Array.isArray(list) && list.length <= MAX_RECIPIENTS;

/** A step of a campaign or a broadcast, as its path names it. */
function actionOf({ app, parameters }: AppRequest) {
  const action = app.actions.get(parameters.action_id);
  const { campaign_id, broadcast_id } = parameters;
  const belongs = campaign_id
    ? action?.campaign_id === Number(campaign_id)
    : action?.broadcast_id === Number(broadcast_id);
  return belongs ? action : undefined;
}

const OF_EMAILS = new Set([
  'body',
  'body_amp',
  'from_id',
  'preheader_text',
  'recipient',
  'reply_to_id',
  'sending_state',
  'subject',
]);

const getAction: AppHandler = (request) => found(actionOf(request), (action) => answer({ action }));

const updateAction: AppHandler = (request) =>
  found(actionOf(request), (action) => {
    // The steps here are emails; what belongs to another channel says nothing about them.
    const changes = Object.fromEntries(Object.entries(request.body).filter(([key]) => OF_EMAILS.has(key)));
    const { headers } = request.body;
    Object.assign(
      action,
      changes,
      { updated: seconds() },
      headers !== undefined && { headers: JSON.stringify(headers) },
    );
    return answer({ action });
  });

const getTranslation: AppHandler = (request) =>
  found(actionOf(request), (action) =>
    answer({ action: { ...action, language: request.parameters.language } }),
  );

/** Whom a trigger means, and what is wrong with those whom nobody knows. */
function recipients({ workspace, body }: AppRequest): { people: [Person, Json][]; errors: string[] } {
  const people: [Person, Json][] = [];
  const errors: string[] = [];
  const add = (key: 'id' | 'email', given: unknown, line: number, data: Json = {}) => {
    const value = identifierText(given);
    const person = value === undefined ? undefined : workspace.findBy(key, value);
    if (person) people.push([person, data]);
    else if (value === undefined) errors.push(`line ${line}: no ${key}`);
    else if (body[`${key}_ignore_missing`] !== true)
      errors.push(`line ${line}: no person with ${key} ${value}`);
  };
  if (body.recipients)
    for (const person of audience(workspace, body.recipients as Json)) people.push([person, {}]);
  for (const [index, id] of ((body.ids ?? []) as unknown[]).entries()) add('id', id, index + 1);
  for (const [index, email] of ((body.emails ?? []) as unknown[]).entries()) add('email', email, index + 1);
  for (const [index, one] of ((body.per_user_data ?? []) as (Json | null)[]).entries()) {
    const { id, email, data } = one ?? {};
    add(id === undefined ? 'email' : 'id', id ?? email, index + 1, data as Json | undefined);
  }
  if (body.data_file_url) errors.push('line 1: the emulator does not fetch files of people');
  return { people, errors };
}

export const campaigns: Record<string, AppHandler> = {
  listCampaigns: ({ app }) => answer({ campaigns: app.campaigns.all() }),
  getCampaigns: ({ app, parameters }) =>
    found(app.campaigns.get(parameters.campaign_id), (campaign) => answer({ campaign })),
  listCampaignActions: ({ app, parameters, query }) =>
    found(app.campaigns.get(parameters.campaign_id), ({ id }) =>
      cursorPage(
        app.actions.all().filter((action) => action.campaign_id === id),
        { ...query, limit: '10' },
        (actions) => ({ actions }),
      ),
    ),
  getCampaignAction: getAction,
  updateCampaignAction: updateAction,
  getCampaignActionTranslation: getTranslation,
  updateCampaignActionTranslation: updateAction,
  getCampaignMessages: (request) =>
    found(request.app.campaigns.get(request.parameters.campaign_id), ({ id }) =>
      messagesPage(request, ({ source }) => source.campaign_id === id),
    ),

  listBroadcasts: ({ app }) => answer({ broadcasts: app.broadcasts.all() }),
  getBroadcast: ({ app, parameters }) =>
    found(app.broadcasts.get(parameters.broadcast_id), (broadcast) => answer({ broadcast })),
  broadcastActions: ({ app, parameters }) =>
    found(app.broadcasts.get(parameters.broadcast_id), ({ id }) =>
      answer({ actions: app.actions.all().filter((action) => action.broadcast_id === id) }),
    ),
  getBroadcastAction: getAction,
  updateBroadcastAction: updateAction,
  getBroadcastActionLanguage: getTranslation,
  updateBroadcastActionLanguage: updateAction,
  broadcastMessages: (request) =>
    found(request.app.broadcasts.get(request.parameters.broadcast_id), ({ id }) =>
      messagesPage(request, ({ source }) => source.broadcast_id === id),
    ),
  triggerBroadcast: (request) => {
    const { app, workspace, body, parameters, jobMs } = request;
    return found(app.broadcasts.get(parameters.broadcast_id), (broadcast) => {
      const forms = ['recipients', 'ids', 'emails', 'per_user_data', 'data_file_url'].filter(
        (key) => key in body,
      );
      const refused = LISTS.find((key) => body[key] !== undefined && !isListOfPeople(body[key]));
      if (refused) return appError(422, `${refused}: expected a list of at most ${MAX_RECIPIENTS}`);
      if (forms.length > 1) return appError(422, `only one of ${forms.join(', ')} may be given`);
      const { people, errors } = recipients(request);
      const { id: broadcast_id } = broadcast;
      const action = app.actions.all().find((one) => one.broadcast_id === broadcast_id) ?? { id: 0 };
      const trigger = app.triggers.add({
        broadcast_id,
        created_at: seconds(),
        readyAt: Date.now() + jobMs,
        errors,
        count: people.length,
      });
      const renderUntil = renderDeadline();
      for (const [person, data] of people) {
        deliver(workspace, {
          type: 'email',
          person,
          recipient: person.email ?? '',
          content: action,
          trigger: { ...(body.data as Json | undefined), ...data },
          source: { broadcast_id, action_id: action.id, trigger_id: trigger.id },
          renderUntil,
        });
      }
      return answer({ id: trigger.id });
    });
  },
  listBroadcastTriggers: ({ app, parameters }) => {
    const own = app.triggers
      .all()
      .filter(({ broadcast_id }) => broadcast_id === Number(parameters.broadcast_id));
    return found(app.broadcasts.get(parameters.broadcast_id), () =>
      answer({
        triggers: own.map(({ id, broadcast_id, created_at, readyAt }) => ({
          id,
          broadcast_id,
          created_at,
          ...((readyAt as number) <= Date.now() && { processed_at: Math.floor((readyAt as number) / 1000) }),
        })),
      }),
    );
  },
  broadcastStatus: ({ app, parameters }) =>
    found(app.triggers.get(parameters.trigger_id), ({ id, broadcast_id, created_at, readyAt, count }) =>
      answer({
        id,
        campaign_id: broadcast_id,
        created_at,
        recipients_count: count,
        workflow_actions: [],
        ...((readyAt as number) <= Date.now() && { processed_at: Math.floor((readyAt as number) / 1000) }),
      }),
    ),
  broadcastErrors: ({ app, parameters, query }) =>
    found(app.triggers.get(parameters.trigger_id), ({ errors }) => {
      const all = errors as string[];
      const from = Number(query.start ?? 0);
      const to = from + Number(query.limit ?? 50);
      return answer({ errors: all.slice(from, to), ...(to < all.length && { next: to }) });
    }),
};
