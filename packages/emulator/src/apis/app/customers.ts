import { audience, isInSegment } from '../../engine/audience.js';
import { isUnsubscribed } from '../../engine/preferences.js';
import { asText } from '../../lib/own-properties.js';
import type { Person } from '../../store/person.js';
import { type ApiResponse, json, noContent } from '../api.js';
import { activitiesPage } from './activities.js';
import { AppError } from './errors.js';
import { checkFilter } from './filters.js';
import { customerMessageView, inSixMonths } from './messages.js';
import { changeOptOuts } from './opt-outs.js';
import { cursorPage, nullIfEmpty } from './paging.js';
import {
  type AppHandler,
  type AppHandlers,
  type AppRequest,
  findPerson,
  identifiersOf,
  type Json,
  orNotFound,
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

/** A handler for the person that a path names. */
function forPerson<Body>(
  handler: (person: Person, request: AppRequest<Body>) => ReturnType<AppHandler>,
): AppHandler<Body> {
  return (request) => {
    const person = findPerson(request, request.parameters.customer_id!);
    return handler(orNotFound(person, 'customer not found'), request);
  };
}

/** A page of people, and their ids at the same places: an empty text for a person without one. */
export function peoplePage(people: Iterable<Person>, request: AppRequest, more: Json = {}): ApiResponse {
  return cursorPage(people, request, (page) => ({
    ...more,
    identifiers: nullIfEmpty(page.map(identifiersOf)),
    ids: nullIfEmpty(page.map(({ id }) => id ?? '')),
  }));
}

export const customers = {
  getPeopleEmail: ({ workspace, query }) => {
    const person = workspace.findBy('email', query.email!);
    return json({ results: person ? [identifiersOf(person)] : [] });
  },
  getPeopleFilter: (request) => {
    const { filter } = request.body;
    checkFilter(filter);
    return peoplePage(audience(request.workspace, filter), request);
  },
  // As published, each of them is under `customer`. Live it is not.
  getPeopleById: (request) => {
    const { ids } = request.body;
    if (ids.length > MAX_IDS) throw new AppError(400, `ids: at most ${MAX_IDS}`);
    return json({ customers: ids.flatMap((id) => findPerson(request, id) ?? []).map(customerView) });
  },
  getPersonAttributes: forPerson((person) => json({ customer: customerView(person) })),
  getPersonActivities: forPerson(({ cio_id }, request) =>
    activitiesPage(request, { person: { key: 'cio_id', value: cio_id } }),
  ),
  getPersonMessages: forPerson(({ cio_id }, request) => {
    const messages = request.app.messages.newestFirst({ by: { cio_id }, ...inSixMonths(request) });
    return cursorPage(messages, request, (page) => ({ messages: page.map(customerMessageView) }));
  }),
  getPersonRelationships: forPerson((person, request) =>
    cursorPage(person.relationships, request, (page) => ({
      cio_relationships: page.flatMap(({ identifiers, relationship_attributes = {}, changed_at }) => {
        const object = request.workspace.findObject(identifiers);
        if (!object) return [];
        const { object_type_id, object_id, cio_object_id } = object;
        return [
          {
            object_type_id: Number(object_type_id),
            identifiers: { object_id, cio_object_id },
            attributes: relationship_attributes,
            timestamps: Object.fromEntries(
              Object.keys(relationship_attributes).map((name) => [name, changed_at]),
            ),
          },
        ];
      }),
    })),
  ),
  getPersonSegments: forPerson((person, { app, workspace }) =>
    json({
      segments: app.segments
        .all()
        .filter(({ id }) => isInSegment(workspace, person, id))
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
        topics: app.topics.all().map(({ id, identifier, name, description, subscribed_by_default }) => ({
          id: String(id),
          name,
          description,
          subscribed: chosen[String(identifier)] ?? subscribed_by_default,
        })),
      },
    });
  }),
  getPersonOptouts: forPerson(({ cio_id }, { app }) => json({ optouts: app.optOuts.of(cio_id) })),
  // Accepted, and done later.
  updatePersonOptouts: forPerson((person, { app, workspace, body }) => {
    workspace.jobs.apply('updatePersonOptouts', () => changeOptOuts(app, person, body.optouts));
    return noContent;
  }),
} satisfies AppHandlers;
