import type { UpdateBroadcastAction, UpdateCampaignAction } from '../../generated/app-types.js';
import type { ActionTranslation, StoredAction } from '../../store/app-entities.js';
import { json } from '../api.js';
import { AppError } from './errors.js';
import { type AppHandler, type AppRequest, type Json, orNotFound } from './request.js';

/** The fields of a step that a request can change. The steps here are emails, and have no fields of other channels. */
const CHANGEABLE = [
  'body',
  'body_amp',
  'from_id',
  'preheader_text',
  'recipient',
  'reply_to_id',
  'sending_state',
  'subject',
];

/** The step of a campaign or a broadcast that a path names. */
export function actionOf({ app, parameters }: AppRequest): StoredAction {
  const { campaign_id, broadcast_id } = parameters;
  if (campaign_id) orNotFound(app.campaigns.get(campaign_id));
  else orNotFound(app.broadcasts.get(broadcast_id));
  const action = app.actions.get(parameters.action_id);
  const isPart = campaign_id
    ? action?.campaign_id === Number(campaign_id)
    : action?.broadcast_id === Number(broadcast_id);
  return orNotFound(isPart ? action : undefined);
}

/** A step as the App API has it, in its default language. The ids of campaigns' steps are text. */
export function actionView({ translations: _, delay_seconds: __, ...action }: StoredAction): Json {
  return action.campaign_id === undefined ? action : { ...action, id: String(action.id) };
}

/** What is different in the language of a path; undefined for the default language. */
function translationOf(action: StoredAction, { parameters }: AppRequest): ActionTranslation | undefined {
  const { language = '' } = parameters;
  if (language === '') return undefined;
  const translation = action.translations.get(language);
  if (!translation) throw new AppError(400, `there is no content in the language "${language}"`);
  return translation;
}

export const getAction: AppHandler = (request) => {
  const action = actionOf(request);
  return json({ action: { ...actionView(action), ...translationOf(action, request) } });
};

export const updateAction: AppHandler<UpdateCampaignAction | UpdateBroadcastAction> = (request) => {
  const action = actionOf(request);
  const translation = translationOf(action, request);
  const body: Json = { ...request.body };
  if (action.type === 'email') {
    const changes = CHANGEABLE.filter((name) => name in body).map((name) => [name, body[name]]);
    const { headers } = body;
    const text = typeof headers === 'string' ? headers : JSON.stringify(headers);
    const content = { ...Object.fromEntries(changes), ...(headers !== undefined && { headers: text }) };
    if (translation) Object.assign(translation, content);
    else request.app.actions.update(action, content);
  }
  request.app.actions.update(action, { updated: request.app.clock.unixSeconds() });
  return json({ action: { ...actionView(action), ...translation } });
};
