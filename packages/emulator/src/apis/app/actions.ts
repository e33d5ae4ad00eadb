import type { Stored } from '../../store/app-store.js';
import { json } from '../api.js';
import { AppError } from './errors.js';
import { type AppHandler, type AppRequest, type Json, required, seconds } from './request.js';

/** What of a step a request can change. The steps here are emails; what belongs to another channel says nothing about them. */
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

type Translations = Record<string, Json>;

/** A step of a campaign or a broadcast, as its path names it. */
export function actionOf({ app, parameters }: AppRequest): Stored {
  const { campaign_id, broadcast_id } = parameters;
  if (campaign_id) required(app.campaigns.get(campaign_id));
  else required(app.broadcasts.get(broadcast_id));
  const action = app.actions.get(parameters.action_id);
  const isPart = campaign_id
    ? action?.campaign_id === Number(campaign_id)
    : action?.broadcast_id === Number(broadcast_id);
  return required(isPart ? action : undefined);
}

/** A step as the App API tells it, in its default language. Those of campaigns have text for ids. */
export function actionView({ translations: _, ...action }: Stored): Json {
  return action.campaign_id === undefined ? action : { ...action, id: String(action.id) };
}

/** What of a step is in a language of its own; undefined for the default one. */
function translationOf(action: Stored, { parameters }: AppRequest): Json | undefined {
  const { language = '' } = parameters;
  if (language === '') return undefined;
  const translations = (action.translations ?? {}) as Translations;
  if (Object.hasOwn(translations, language)) return translations[language];
  throw new AppError(400, `there is no content in the language "${language}"`);
}

export const getAction: AppHandler = (request) => {
  const action = actionOf(request);
  return json({ action: { ...actionView(action), ...translationOf(action, request) } });
};

export const updateAction: AppHandler = (request) => {
  const action = actionOf(request);
  const translation = translationOf(action, request);
  const { body } = request;
  if (action.type === 'email') {
    const changes = CHANGEABLE.filter((name) => name in body).map((name) => [name, body[name]]);
    const { headers } = body;
    const text = typeof headers === 'string' ? headers : JSON.stringify(headers);
    Object.assign(
      translation ?? action,
      Object.fromEntries(changes),
      headers !== undefined && { headers: text },
    );
  }
  action.updated = seconds();
  return json({ action: { ...actionView(action), ...translation } });
};
