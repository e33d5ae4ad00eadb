import { randomUUID } from 'node:crypto';
import { asText } from '../workspace/own.js';
import type { Person, StoredActivity } from '../workspace/workspace.js';
import { audience, objectsThat } from './filters.js';
import { messageView } from './messages.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  appError,
  cursorPage,
  done,
  found,
  identifiersOf,
  inTime,
  type Json,
  personOf,
  seconds,
} from './request.js';

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
    unsubscribed: attributes.unsubscribed === true,
    devices: devices.map(({ id: token, platform, last_used, attributes: about = {} }) => ({
      id: token,
      platform,
      ...(last_used !== undefined && { last_used }),
      attributes: Object.fromEntries(Object.entries(about).map(([name, value]) => [name, asText(value)])),
    })),
  };
}

function activityView({ cio_id, customer_id, email, ...activity }: StoredActivity): Json {
  return { ...activity, customer_id, customer_identifiers: { cio_id, id: customer_id, email } };
}

function activitiesPage({ workspace, query }: AppRequest, cioId?: string) {
  const { type, name, deleted, customer_id } = query;
  const fitting = workspace.activities.filter(
    (activity) =>
      (!cioId || activity.cio_id === cioId) &&
      (!type || activity.type === type) &&
      (!name || activity.name === name || Object.hasOwn(activity.data, name)) &&
      (cioId || deleted === 'true' || workspace.people.has(activity.cio_id)) &&
      (!customer_id || [activity.customer_id, activity.email, activity.cio_id].includes(customer_id)),
  );
  return cursorPage(
    inTime(fitting, {}, ({ timestamp }) => timestamp),
    query,
    (page) => ({
      activities: page.map(activityView),
    }),
  );
}

const forPerson =
  (handler: (person: Person, request: AppRequest) => ReturnType<AppHandler>): AppHandler =>
  (request) => {
    const person = personOf(request);
    return person ? handler(person, request) : appError(404, 'customer not found');
  };

const peoplePage = (people: Person[], query: Record<string, string>) =>
  cursorPage(people, query, (page) => ({
    identifiers: page.map(identifiersOf),
    ids: page.map(({ id }) => id ?? '').filter(Boolean),
  }));

export const people: Record<string, AppHandler> = {
  getPeopleEmail: ({ workspace, query }) => {
    const person = workspace.findBy('email', query.email!);
    return answer({ results: person ? [identifiersOf(person)] : [] });
  },
  getPeopleFilter: ({ workspace, query, body }) =>
    peoplePage(audience(workspace, body.filter as Json), query),
  getPeopleById: ({ workspace, body }) => {
    const ids = body.ids as string[];
    if (ids.length > 100) return appError(400, 'ids: at most 100');
    const known = ids.flatMap((id) => workspace.findBy('id', id) ?? []);
    return answer({ customers: known.map((person) => ({ customer: customerView(person) })) });
  },
  getPersonAttributes: forPerson((person) => answer({ customer: customerView(person) })),
  getPersonActivities: forPerson((person, request) => activitiesPage(request, person.cio_id)),
  getPersonMessages: forPerson((person, { app, query }) => {
    const own = app.messages.filter(({ cio_id }) => cio_id === person.cio_id);
    return cursorPage(
      inTime(own, query, ({ created }) => created),
      query,
      (page) => ({ messages: page.map(messageView) }),
    );
  }),
  getPersonRelationships: forPerson((person, { workspace, query }) =>
    cursorPage(person.relationships, query, (page) => ({
      cio_relationships: page.map(({ identifiers, relationship_attributes = {} }) => {
        const object = workspace.findObject(identifiers);
        const { object_type_id = '', object_id = '', cio_object_id = '' } = object ?? {};
        return {
          object_type_id,
          identifiers: { object_type_id, object_id, cio_object_id },
          relationship_attributes,
        };
      }),
    })),
  ),
  getPersonSegments: forPerson((person, { app }) =>
    answer({ segments: app.segments.all().filter(({ id }) => id === 1 || person.segments.includes(id)) }),
  ),
  getPersonSubscriptionPreferences: forPerson((person, { app }) => {
    const chosen =
      (person.attributes.cio_subscription_preferences as { topics?: Json } | undefined)?.topics ?? {};
    return answer({
      customer: {
        id: person.id ?? '',
        identifiers: identifiersOf(person),
        unsubscribed: person.attributes.unsubscribed === true,
        header: { title: 'What do you want to hear of?' },
        topics: app.topics.map((topic) => ({
          ...topic,
          subscribed: chosen[topic.identifier as string] ?? topic.subscribed_by_default,
        })),
      },
    });
  }),
  getPersonOptouts: forPerson((person, { app }) => answer({ optouts: app.optOuts.get(person.cio_id) ?? [] })),
  updatePersonOptouts: forPerson((person, { app, body }) => {
    for (const { from, optout, channel = 'sms' } of body.optouts as {
      from: string;
      optout: boolean;
      channel?: string;
    }[]) {
      const others = (app.optOuts.get(person.cio_id) ?? []).filter(
        (one) => one.from !== from || one.channel !== channel,
      );
      app.optOuts.set(person.cio_id, optout ? [...others, { from, channel }] : others);
    }
    return done;
  }),
  getOptouts: ({ workspace, app, query }) => {
    const all = [...app.optOuts].flatMap(([cio_id, optouts]) => {
      const kept = optouts.filter(({ from }) => !query.from || from === query.from);
      return kept.length > 0
        ? [{ cio_id, customer_id: workspace.people.get(cio_id)?.id ?? '', optouts: kept }]
        : [];
    });
    return cursorPage(all, query, (page) => ({ optouts: page }));
  },

  listSegments: ({ app }) => answer({ segments: app.segments.all() }),
  createManSegment: ({ app, body }) => {
    const { name, description = '' } = body.segment as { name: string; description?: string };
    if (app.segments.all().some((segment) => segment.name === name)) {
      return appError(422, 'has already been taken', '/data/attributes/name');
    }
    const at = seconds();
    const segment = app.segments.add({
      name,
      description,
      state: 'finished',
      progress: null,
      type: 'manual',
      tags: null,
      created_at: at,
      updated_at: at,
    });
    segment.deduplicate_id = `${segment.id}:${at}`;
    return answer({ segment });
  },
  getSegment: ({ app, parameters }) =>
    found(app.segments.get(parameters.segment_id), (segment) => answer({ segment })),
  deleteManSegment: ({ app, parameters, workspace }) =>
    found(app.segments.get(parameters.segment_id), ({ id, type }) => {
      if (type !== 'manual') return appError(400, 'only manual segments can be deleted');
      app.segments.delete(id);
      for (const person of workspace.people.values())
        person.segments = person.segments.filter((one) => one !== id);
      return done;
    }),
  getSegmentCount: ({ app, workspace, parameters }) =>
    found(app.segments.get(parameters.segment_id), (segment) =>
      answer({ count: audience(workspace, { segment }).length }),
    ),
  getSegmentMembership: ({ app, workspace, parameters, query }) =>
    found(app.segments.get(parameters.segment_id), (segment) =>
      peoplePage(audience(workspace, { segment }), query),
    ),
  getSegmentDependencies: ({ app, parameters }) =>
    found(app.segments.get(parameters.segment_id), ({ id }) => {
      const campaigns = app.campaigns
        .all()
        .filter((one) => (one.trigger_segment_ids as number[]).includes(id));
      const sent = app.newsletters
        .all()
        .filter((one) => (one.recipient_segment_ids as number[]).includes(id));
      return answer({
        used_by: {
          campaigns: campaigns.map((one) => one.id),
          sent_newsletters: sent.filter((one) => one.sent_at).map((one) => one.id),
          draft_newsletters: sent.filter((one) => !one.sent_at).map((one) => one.id),
        },
      });
    }),

  listActivities: (request) => activitiesPage(request),

  getObjectTypes: ({ app, workspace }) => {
    const used = new Set([
      ...app.objectTypes.keys(),
      ...[...workspace.objects.values()].map((o) => o.object_type_id),
    ]);
    return answer({
      types: [...used].map((id) => app.objectTypes.get(id) ?? { id, name: `Type ${id}`, enabled: true }),
    });
  },
  getObjectsFilter: ({ workspace, body, query }) =>
    cursorPage(objectsThat(workspace, String(body.object_type_id), body.filter as Json), query, (page) => ({
      identifiers: page.map(({ object_type_id, object_id, cio_object_id }) => ({
        object_type_id,
        object_id,
        cio_object_id,
      })),
      ids: page.map(({ object_id }) => object_id),
    })),
  getObjectAttributes: (request) =>
    found(objectOf(request), ({ attributes, object_type_id, object_id, cio_object_id }) =>
      answer({
        object: { attributes, timestamps: {}, identifiers: { object_type_id, object_id, cio_object_id } },
      }),
    ),
  getObjectRelationships: (request) =>
    found(objectOf(request), ({ people: related }) =>
      cursorPage(Object.entries(related), request.query, (page) => ({
        cio_relationships: page.flatMap(([cio_id, relationship_attributes]) => {
          const person = request.workspace.people.get(cio_id);
          return person ? [{ identifiers: identifiersOf(person), relationship_attributes }] : [];
        }),
      })),
    ),

  getTopics: ({ app }) => answer({ topics: app.topics }),
  getChannels: () =>
    answer({ channels: ['email', 'push', 'sms', 'in_app', 'whatsapp'].map((id) => ({ id, name: id })) }),
  getSubscriptionCenterToken: ({ workspace, parameters, origin }) => {
    if (!workspace.find(parameters.customer_id!)) return appError(400, 'bad request');
    const token = randomUUID();
    return answer({ token, url: `${origin}/u/i/${token}/` });
  },
};

function objectOf({ workspace, parameters, query }: AppRequest) {
  const { object_type_id = '', object_id = '' } = parameters;
  return query.id_type === 'cio_object_id'
    ? workspace.findObject({ cio_object_id: object_id })
    : workspace.findObject({ object_type_id, object_id });
}
