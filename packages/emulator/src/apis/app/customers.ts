import { audience } from '../../engine/audience.js';
import type { Person } from '../../engine/workspace.js';
import { asText } from '../../lib/own-properties.js';
import { json, noContent } from '../api.js';
import { activitiesPage } from './activities.js';
import { AppError } from './errors.js';
import { checkFilter } from './filters.js';
import { customerMessageView, inSixMonths } from './messages.js';
import { changeOptOuts, type OptOutChange } from './opt-outs.js';
import {
  type AppHandler,
  type AppRequest,
  cursorPage,
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

export const customers: Record<string, AppHandler> = {
  getPeopleEmail: ({ workspace, query }) => {
    const person = workspace.findBy('email', query.email!);
    return json({ results: person ? [identifiersOf(person)] : [] });
  },
  getPeopleFilter: (request) => {
    checkFilter(request.body.filter);
    return peoplePage(audience(request.workspace, request.body.filter as Json), request);
  },
  // The published answer has each of them under `customer`. The live one has not.
  getPeopleById: (request) => {
    const ids = request.body.ids as string[];
    if (ids.length > MAX_IDS) throw new AppError(400, `ids: at most ${MAX_IDS}`);
    return json({ customers: ids.flatMap((id) => findPerson(request, id) ?? []).map(customerView) });
  },
  getPersonAttributes: forPerson((person) => json({ customer: customerView(person) })),
  getPersonActivities: forPerson((person, request) =>
    activitiesPage(request, ({ cio_id }) => cio_id === person.cio_id),
  ),
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
    json({
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
    return json({
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
  getPersonOptouts: forPerson((person, { app }) => json({ optouts: app.optOuts.get(person.cio_id) ?? [] })),
  // Accepted, and done later.
  updatePersonOptouts: forPerson((person, { app, workspace, body }) => {
    const changes = body.optouts as OptOutChange[];
    workspace.jobs.apply('updatePersonOptouts', () => changeOptOuts(app, person, changes));
    return noContent;
  }),
};
