import { json } from '../../apis/api.js';
import { isInSegment } from '../../engine/audience.js';
import { isUnsubscribed, PREFERENCES } from '../../engine/preferences.js';
import type { Workspace } from '../../engine/workspace.js';
import { asText, ownValue } from '../../lib/own-properties.js';
import type { StoredActivity } from '../../store/activities.js';
import type { Person } from '../../store/person.js';
import {
  type InspectionRequest,
  listPage,
  numberOf,
  orNotFound,
  type Routes,
  searchOf,
  textOf,
} from './route.js';
import type { PersonDetail, PersonSummary, TimelineItem } from './types.js';
import { attributeList, objectRef, personRef } from './views.js';

function personSummary(person: Person): PersonSummary {
  const times = Object.values(person.attribute_times);
  return {
    ...personRef(person),
    updated: times.length > 0 ? Math.max(...times) : null,
    events: person.events.length,
    attributes: person.attributes,
    unsubscribed: isUnsubscribed(person),
  };
}

/** What of a person is searched: the identifiers, and the values of attributes. */
function personText({ id = '', email = '', cio_id, attributes }: Person): string {
  let text = `${id} ${email} ${cio_id}`;
  for (const name in attributes) text += ` ${asText(attributes[name])}`;
  return text;
}

function chosen(person: Person, group: 'topics' | 'channels', name: string): boolean | undefined {
  const preferences = ownValue(person.attributes, PREFERENCES) as Record<string, unknown> | undefined;
  const choices = Object(preferences?.[group]) as Record<string, unknown>;
  const choice = ownValue(choices, name);
  return choice === undefined ? undefined : choice === true || choice === 'true';
}

function personDetail(workspace: Workspace, person: Person): PersonDetail {
  const { app } = workspace;
  return {
    ...personSummary(person),
    attribute_list: attributeList(person.attributes, person.attribute_times),
    devices: person.devices.map(({ id, platform, last_used = null, attributes = {} }) => ({
      id,
      platform,
      last_used,
      attributes,
    })),
    relationships: person.relationships.flatMap(
      ({ identifiers, relationship_attributes = {}, changed_at }) => {
        const object = workspace.findObject(identifiers);
        if (!object) return [];
        return [
          { object: objectRef(workspace, object), attributes: relationship_attributes, changed: changed_at },
        ];
      },
    ),
    segments: app.segments
      .all()
      .filter(({ id }) => isInSegment(workspace, person, id))
      .map(({ id, name, type = 'manual' }) => ({ id, name, type })),
    preferences: {
      topics: app.topics.all().map(({ id = 0, identifier = '', name = '', subscribed_by_default }) => {
        const choice = chosen(person, 'topics', identifier);
        const subscribed = choice ?? subscribed_by_default === true;
        return { id, identifier, name, subscribed, chosen: choice !== undefined };
      }),
      channels: app.channels.all().map(({ type = '', name = '', subscribed_by_default }) => {
        const choice = chosen(person, 'channels', type);
        return {
          type,
          name,
          subscribed: choice ?? subscribed_by_default === true,
          chosen: choice !== undefined,
        };
      }),
    },
    message_count: count(app.messages.newestFirst({ by: { cio_id: person.cio_id } })),
  };
}

function count(items: Iterable<unknown>): number {
  let size = 0;
  for (const _ of items) size++;
  return size;
}

function timelineItem(activity: StoredActivity): TimelineItem {
  const { id, type, name, timestamp, data, delivery_id } = activity;
  return { id, type, name: name ?? null, timestamp, data, delivery_id: delivery_id ?? null };
}

/** The person of a path: by cio_id, id or email address. */
function personOf({ target: { workspace }, parameters }: InspectionRequest): Person {
  const { person = '' } = parameters;
  return orNotFound(workspace.people.get(person) ?? workspace.find(person), 'person');
}

export const peopleRoutes: Routes = {
  'GET /people': ({ target, query }) => {
    const { people } = target.workspace;
    const search = searchOf(query);
    const segment = numberOf(query, 'segment');
    const page = listPage(people.all.newestFirst(), query, {
      key: ({ cio_id }) => cio_id,
      view: personSummary,
      total: people.size,
      matches: (person) =>
        (segment === undefined || isInSegment(target.workspace, person, segment)) &&
        (search?.(personText(person)) ?? true),
    });
    return json(page);
  },
  'GET /people/:person': (request) => json(personDetail(request.target.workspace, personOf(request))),
  'GET /people/:person/timeline': (request) => {
    const { activities } = request.target.workspace;
    const { cio_id } = personOf(request);
    const type = textOf(request.query, 'type');
    const items = [...activities.newestFirst({ person: { key: 'cio_id', value: cio_id }, type })];
    return json(
      listPage(items, request.query, { key: ({ id }) => id, view: timelineItem, total: items.length }),
    );
  },
  // The identifier stands in the query here: what is asked for by name need not be encoded twice.
  'GET /person': ({ target, query }) =>
    json(orNotFound(target.workspace.find(query.get('identifier') ?? ''), 'person')),
};
