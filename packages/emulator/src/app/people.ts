import { asText } from '../workspace/own.js';
import type { Person, StoredActivity } from '../workspace/workspace.js';
import { AppFailure } from './failure.js';
import { audience, checkFilter } from './filters.js';
import { customerMessageView, inSixMonths } from './messages.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  cursorPage,
  done,
  findPerson,
  identifiersOf,
  type Json,
  nullIfEmpty,
  required,
} from './request.js';

const MAX_IDS = 100;

function customerView(person: Person): Json {
  const { id, email, cio_id, attributes, attribute_times, devices } = person;
  const visible = Object.entries(attributes).filter(([, value]) => value !== null && value !== '');
  return {
    id: id ?? '',
    identifiers: identifiersOf(person),
    attributes: {
      ...Object.fromEntries(visible.map(([name, value]) => [name, asText(value)])),
      cio_id,
      ...(id !== undefined && { id }),
      ...(email !== undefined && { email }),
    },
    timestamps: attribute_times,
    unsubscribed: isUnsubscribed(person),
    devices: devices.map(({ id: token, platform, last_used, attributes: about = {} }) => ({
      id: token,
      platform,
      ...(last_used !== undefined && { last_used }),
      attributes: Object.fromEntries(Object.entries(about).map(([name, value]) => [name, asText(value)])),
    })),
  };
}

/** Customer.io takes these for true. */
export function isUnsubscribed({ attributes }: Person): boolean {
  return ['true', '1'].includes(asText(attributes.unsubscribed ?? '').toLowerCase());
}

function activityView({ cio_id, customer_id, email, ...activity }: StoredActivity): Json {
  return { ...activity, customer_id, customer_identifiers: { cio_id, id: customer_id, email } };
}

function activitiesPage(request: AppRequest, isTheirs: (activity: StoredActivity) => boolean) {
  const { type, name } = request.query;
  const matching = request.workspace.activities.filter(
    (activity) =>
      isTheirs(activity) &&
      (!type || activity.type === type) &&
      (!name || activity.name === name || Object.hasOwn(activity.data, name)),
  );
  return cursorPage(matching.reverse(), request, (page) => ({ activities: page.map(activityView) }));
}

/** Whether an activity is of the person that a list of everybody's is asked for. */
function isOf(activity: StoredActivity, customerId: string, key: string | undefined): boolean {
  if (customerId.startsWith('cio_')) return activity.cio_id === customerId.slice('cio_'.length);
  if (key === 'email') return activity.email === customerId;
  return activity.customer_id === customerId;
}

const forPerson =
  (handler: (person: Person, request: AppRequest) => ReturnType<AppHandler>): AppHandler =>
  (request) =>
    handler(required(findPerson(request, request.parameters.customer_id!), 'customer not found'), request);

/** A page of people, and their ids at the same places: an empty text where somebody has none. */
export function peoplePage(people: Person[], request: AppRequest, more: Json = {}) {
  return cursorPage(people, request, (page) => ({
    ...more,
    identifiers: nullIfEmpty(page.map(identifiersOf)),
    ids: nullIfEmpty(page.map(({ id }) => id ?? '')),
  }));
}

interface OptOutChange {
  from: string;
  optout: boolean;
  channel?: string;
}

function changeOptOuts({ optOuts }: AppRequest['app'], { cio_id }: Person, changes: OptOutChange[]): void {
  for (const { optout, channel = 'sms', ...change } of changes) {
    const from = change.from.trim().toLowerCase();
    const others = (optOuts.get(cio_id) ?? []).filter((one) => one.from !== from || one.channel !== channel);
    optOuts.set(cio_id, optout ? [...others, { from, channel }] : others);
  }
}

export const people: Record<string, AppHandler> = {
  getPeopleEmail: ({ workspace, query }) => {
    const person = workspace.findBy('email', query.email!);
    return answer({ results: person ? [identifiersOf(person)] : [] });
  },
  getPeopleFilter: (request) => {
    checkFilter(request.body.filter);
    return peoplePage(audience(request.workspace, request.body.filter as Json), request);
  },
  // The published answer has each of them under `customer`. The live one has not.
  getPeopleById: (request) => {
    const ids = request.body.ids as string[];
    if (ids.length > MAX_IDS) throw new AppFailure(400, `ids: at most ${MAX_IDS}`);
    return answer({ customers: ids.flatMap((id) => findPerson(request, id) ?? []).map(customerView) });
  },
  getPersonAttributes: forPerson((person) => answer({ customer: customerView(person) })),
  getPersonActivities: forPerson((person, request) =>
    activitiesPage(request, ({ cio_id }) => cio_id === person.cio_id),
  ),
  listActivities: (request) => {
    const { deleted, customer_id, id_type } = request.query;
    return activitiesPage(
      request,
      (activity) =>
        (deleted === 'true' || request.workspace.people.has(activity.cio_id)) &&
        (!customer_id || isOf(activity, customer_id, id_type)),
    );
  },
  getPersonMessages: forPerson((person, request) => {
    const own = request.app.messages.filter(({ cio_id }) => cio_id === person.cio_id);
    return cursorPage(inSixMonths(own, request.query), request, (page) => ({
      messages: page.map(customerMessageView),
    }));
  }),
  getPersonRelationships: forPerson((person, request) =>
    cursorPage(person.relationships, request, (page) => ({
      cio_relationships: page.flatMap(({ identifiers, relationship_attributes = {} }) => {
        const object = request.workspace.findObject(identifiers);
        if (!object) return [];
        const { object_type_id, object_id, cio_object_id } = object;
        return [
          {
            object_type_id: Number(object_type_id),
            identifiers: { object_id, cio_object_id },
            attributes: relationship_attributes,
            timestamps: {},
          },
        ];
      }),
    })),
  ),
  getPersonSegments: forPerson((person, { app, workspace }) =>
    answer({
      segments: app.segments
        .all()
        .filter((segment) => audience(workspace, { segment }).includes(person))
        .map(({ id, name, description }) => ({ id, name, description })),
    }),
  ),
  getPersonSubscriptionPreferences: forPerson((person, { app }) => {
    const { topics: chosen = {} } = (person.attributes.cio_subscription_preferences ?? {}) as {
      topics?: Json;
    };
    return answer({
      customer: {
        id: person.id ?? null,
        identifiers: identifiersOf(person),
        unsubscribed: isUnsubscribed(person),
        header: { title: 'What do you want to hear of?', subtitle: 'You can change it at any time.' },
        topics: app.topics.map(({ id, identifier, name, description, subscribed_by_default }) => ({
          id: String(id),
          name,
          description,
          subscribed: chosen[identifier as string] ?? subscribed_by_default,
        })),
      },
    });
  }),
  getPersonOptouts: forPerson((person, { app }) => answer({ optouts: app.optOuts.get(person.cio_id) ?? [] })),
  // Accepted, and done later.
  updatePersonOptouts: forPerson((person, { app, body, jobs, consistencyMs }) => {
    const change = () => changeOptOuts(app, person, body.optouts as OptOutChange[]);
    if (consistencyMs === 0) change();
    else jobs.schedule('updatePersonOptouts', consistencyMs, change);
    return done;
  }),
  getOptouts: (request) => {
    const { workspace, app, query } = request;
    const from = query.from?.trim().toLowerCase();
    const all = [...app.optOuts].flatMap(([cio_id, optouts]) => {
      const kept = optouts.filter((one) => !from || one.from === from);
      if (kept.length === 0) return [];
      return [{ cio_id, customer_id: workspace.people.get(cio_id)?.id ?? '', optouts: kept }];
    });
    return cursorPage(all, request, (page) => ({ optouts: page }));
  },
};
