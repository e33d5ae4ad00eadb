import { isValidationError } from '@cio/core';
import { appContract } from '@cio-internal/contract';
import { handleOperation } from '../apis/track-v2/index.js';
import { addBroadcast, addCampaign, addNewsletter, addSegment } from '../engine/definitions.js';
import { addBasics } from '../engine/initial-data.js';
import { setSegmentMembers } from '../engine/people.js';
import type { Workspace } from '../engine/workspace.js';
import { durationMs } from '../lib/duration.js';
import type { Conditions } from '../store/app-entities.js';
import {
  type Fields,
  fields,
  identifier,
  list,
  oneOf,
  optionalBoolean,
  optionalNumber,
  optionalText,
  type Path,
  record,
  SeedError,
  text,
} from './checks.js';
import type { Seed } from './seed.js';

/** The sections, in the order in which they are applied: what others name comes first. Nobody's event starts a campaign. */
const SECTIONS: Readonly<Record<keyof Seed, (workspace: Workspace, value: unknown, path: Path) => void>> = {
  topics: ({ app }, value, path) => {
    for (const [item, at] of list(value, path)) {
      const topic = fields(item, at, ['name', 'description', 'subscribed_by_default']);
      const added = app.topics.add({
        name: text(topic, 'name', at),
        description: optionalText(topic, 'description', at) ?? '',
        subscribed_by_default: optionalBoolean(topic, 'subscribed_by_default', at) ?? true,
      });
      app.topics.update(added, { identifier: `topic_${added.id}` });
    }
  },
  senders: ({ app }, value, path) => {
    for (const [item, at] of list(value, path)) {
      const sender = fields(item, at, ['name', 'email']);
      const [name, email] = [text(sender, 'name', at), text(sender, 'email', at)];
      const address = `${name} <${email}>`;
      app.senderIdentities.add({
        name,
        email,
        address,
        template_type: 'email',
        auto_generated: false,
        hidden: false,
      });
    }
  },
  object_types: ({ app }, value, path) => {
    for (const [item, at] of list(value, path)) {
      const type = fields(item, at, ['id', 'name', 'singular_name']);
      const id = String(optionalNumber(type, 'id', at) ?? app.objectTypes.size + 1);
      const name = text(type, 'name', at);
      const singular_name = optionalText(type, 'singular_name', at) ?? name;
      app.objectTypes.set(id, { id, name, singular_name, enabled: true });
    }
  },
  snippets: ({ app }, value, path) => {
    const snippets = record(value, path);
    for (const name of Object.keys(snippets)) {
      app.snippets.set(name, {
        name,
        value: text(snippets, name, path),
        updated_at: app.clock.unixSeconds(),
      });
    }
  },
  people: (workspace, value, path) => {
    for (const [item, at] of list(value, path)) addPerson(workspace, item, at);
  },
  objects: (workspace, value, path) => {
    for (const [item, at] of list(value, path)) addObject(workspace, item, at);
  },
  segments: (workspace, value, path) => {
    for (const [item, at] of list(value, path)) {
      const segment = fields(item, at, ['name', 'description', 'conditions', 'members']);
      if ((segment.conditions === undefined) === (segment.members === undefined)) {
        throw new SeedError(at, 'expected either conditions or members');
      }
      const name = text(segment, 'name', at);
      const description = optionalText(segment, 'description', at) ?? '';
      if (segment.members === undefined) {
        const conditions = conditionsOf(workspace, segment.conditions, [...at, 'conditions']);
        checked(at, () => addSegment(workspace.app, { name, description, conditions }));
      } else {
        const { id } = checked(at, () => addSegment(workspace.app, { name, description }));
        for (const [member, memberAt] of list(segment.members, [...at, 'members'])) {
          const { cio_id } = personOf(workspace, member, memberAt);
          setSegmentMembers(workspace, id, [cio_id], 'cio_id', true);
        }
      }
    }
  },
  templates: ({ app }, value, path) => {
    for (const [item, at] of list(value, path)) {
      const template = fields(item, at, ['id', 'name', 'channel', 'translations', ...CONTENT]);
      const name = text(template, 'name', at);
      const { channel = 'email' } = template;
      const type = oneOf(channel, [...at, 'channel'], ['email', 'push', 'twilio', 'whatsapp', 'in_app']);
      const id = optionalNumber(template, 'id', at);
      if (app.transactional.get(id))
        throw new SeedError([...at, 'id'], `${id} is another template's already`);
      const message = app.addTransactional(id ?? name, { type, ...contentOf(template, at) });
      app.transactional.update(message, { name });
      const translations = record(template.translations, [...at, 'translations']);
      for (const language of Object.keys(translations)) {
        const inLanguage = [...at, 'translations', language];
        const content = contentOf(fields(translations[language], inLanguage, CONTENT), inLanguage);
        app.addTransactionalContent(message.id, { name, type, language, ...content });
      }
    }
  },
  campaigns: (workspace, value, path) => {
    for (const [item, at] of list(value, path)) {
      const campaign = fields(item, at, [
        'name',
        'event',
        'segments',
        'frequency',
        'filter_segments',
        'steps',
      ]);
      const steps = list(campaign.steps, [...at, 'steps']).map(([one, stepAt]) => {
        const step = fields(one, stepAt, ['name', 'delay', 'sending_state', ...CONTENT]);
        const name = optionalText(step, 'name', stepAt);
        const state = step.sending_state ?? 'automatic';
        return {
          ...contentOf(step, stepAt),
          ...(name !== undefined && { name }),
          delay_seconds: Math.round(durationOf(step, 'delay', stepAt) / 1000),
          sending_state: oneOf(state, [...stepAt, 'sending_state'], ['automatic', 'draft', 'off']),
        };
      });
      if (steps.length === 0) throw new SeedError([...at, 'steps'], 'expected a list of emails');
      const segmentIds = (key: string) =>
        list(campaign[key], [...at, key]).map(([name, segmentAt]) => segmentIdOf(workspace, name, segmentAt));
      const content = {
        name: text(campaign, 'name', at),
        filter_segment_ids: segmentIds('filter_segments'),
        steps,
      };
      const isByEvent = campaign.event !== undefined;
      if (isByEvent === (campaign.segments !== undefined)) {
        throw new SeedError(at, 'expected either event or segments');
      }
      if (isByEvent) {
        if (campaign.frequency !== undefined) {
          throw new SeedError([...at, 'frequency'], 'expected none with event: each one starts it');
        }
        addCampaign(workspace, { ...content, event_name: text(campaign, 'event', at) });
        continue;
      }
      const trigger_segment_ids = segmentIds('segments');
      if (trigger_segment_ids.length === 0) {
        throw new SeedError([...at, 'segments'], 'expected a list of names of segments');
      }
      const { frequency = 'once' } = campaign;
      addCampaign(workspace, {
        ...content,
        trigger_segment_ids,
        frequency: oneOf(frequency, [...at, 'frequency'], ['once', 'every_time']),
      });
    }
  },
  broadcasts: (workspace, value, path) => {
    for (const [item, at] of list(value, path)) {
      const broadcast = fields(item, at, ['name', 'recipients', ...CONTENT]);
      const { recipients } = broadcast;
      const conditions =
        recipients === undefined ? undefined : conditionsOf(workspace, recipients, [...at, 'recipients']);
      checked(at, () =>
        addBroadcast(workspace.app, {
          ...contentOf(broadcast, at),
          name: text(broadcast, 'name', at),
          ...(conditions && { recipients: conditions }),
        }),
      );
    }
  },
  newsletters: (workspace, value, path) => {
    for (const [item, at] of list(value, path)) {
      const newsletter = fields(item, at, ['name', 'segment', 'topic', ...CONTENT]);
      const topic = optionalText(newsletter, 'topic', at);
      addNewsletter(workspace.app, {
        ...contentOf(newsletter, at),
        name: text(newsletter, 'name', at),
        segment_id: segmentIdOf(workspace, newsletter.segment, [...at, 'segment']),
        ...(topic !== undefined && { topic_id: topicOf(workspace, topic, [...at, 'topic']).id }),
      });
    }
  },
  webhooks: ({ app }, value, path) => {
    const { operation } = appContract.match('POST', '/v1/reporting_webhooks')!;
    for (const [item, at] of list(value, path)) {
      const webhook = fields(item, at, ['name', 'url', 'events', 'with_content']);
      const body = {
        name: text(webhook, 'name', at),
        endpoint: text(webhook, 'url', at),
        events: list(webhook.events, [...at, 'events']).map(([event]) => event) as never,
        with_content: optionalBoolean(webhook, 'with_content', at) ?? false,
      };
      if (!/^https?:\/\//i.test(body.endpoint)) {
        throw new SeedError([...at, 'url'], 'expected an http or https URL');
      }
      const [error] = appContract.requestErrors(operation, body);
      if (error) throw new SeedError(at, error);
      app.reportingWebhooks.add({ type: 'webhook', disabled: false, full_resolution: false, ...body });
    }
  },
};

const CONTENT = ['subject', 'body', 'preheader_text', 'from', 'reply_to', 'cc', 'bcc'];

/**
 * Adds what a seed says to an empty workspace.
 *
 * @throws {@link SeedError} with the path of what is not valid, and what was expected.
 */
export function applySeed(workspace: Workspace, seed: Seed): void {
  const sections = fields(seed, [], Object.keys(SECTIONS));
  addBasics(workspace.app, sections);
  workspace.jobs.atOnce(() => {
    for (const [name, apply] of Object.entries(SECTIONS)) apply(workspace, sections[name], [name]);
  });
}

function addPerson(workspace: Workspace, item: unknown, at: Path): void {
  const person = fields(item, at, ['id', 'email', 'attributes', 'devices', 'topics', 'events']);
  const id = person.id === undefined ? undefined : identifier(person.id, [...at, 'id']);
  const email = optionalText(person, 'email', at);
  if (id === undefined && email === undefined) throw new SeedError(at, 'expected an id or an email');
  const identifiers = id === undefined ? { email } : { id };
  const operate = (path: Path, operation: Fields) =>
    apply(workspace, path, { type: 'person', identifiers, ...operation });

  const topics = record(person.topics, [...at, 'topics']);
  const preferences = Object.keys(topics).map((name) => {
    const topic = topicOf(workspace, name, [...at, 'topics', name]);
    return [
      `cio_subscription_preferences.topics.${topic.identifier}`,
      optionalBoolean(topics, name, [...at, 'topics']),
    ];
  });
  const attributes = record(person.attributes, [...at, 'attributes']);
  operate([...at, 'attributes'], {
    action: 'identify',
    attributes: { ...attributes, ...(email !== undefined && { email }), ...Object.fromEntries(preferences) },
  });
  for (const [one, deviceAt] of list(person.devices, [...at, 'devices'])) {
    const device = fields(one, deviceAt, ['id', 'platform']);
    const platform = oneOf(device.platform, [...deviceAt, 'platform'], ['ios', 'android']);
    operate(deviceAt, { action: 'add_device', device: { token: text(device, 'id', deviceAt), platform } });
  }
  for (const [one, eventAt] of list(person.events, [...at, 'events'])) {
    const event = fields(one, eventAt, ['name', 'data', 'ago']);
    operate(eventAt, {
      action: 'event',
      name: text(event, 'name', eventAt),
      attributes: record(event.data, [...eventAt, 'data']),
      timestamp: workspace.clock.unixSeconds() - Math.round(durationOf(event, 'ago', eventAt) / 1000),
    });
  }
}

function addObject(workspace: Workspace, item: unknown, at: Path): void {
  const object = fields(item, at, ['type', 'id', 'attributes', 'people']);
  const identifiers = {
    object_type_id: String(optionalNumber(object, 'type', at) ?? 1),
    object_id: identifier(object.id, [...at, 'id']),
  };
  const attributes = record(object.attributes, [...at, 'attributes']);
  const cio_relationships = list(object.people, [...at, 'people']).map(([one, personAt]) => {
    const related = fields(one, personAt, ['person', 'attributes']);
    const { cio_id } = personOf(workspace, related.person, [...personAt, 'person']);
    return {
      identifiers: { cio_id },
      relationship_attributes: record(related.attributes, [...personAt, 'attributes']),
    };
  });
  apply(workspace, at, {
    type: 'object',
    action: 'identify',
    identifiers,
    attributes,
    ...(cio_relationships.length > 0 && { cio_relationships }),
  });
}

/** Applies an operation of the Track API, with its limits. */
function apply(workspace: Workspace, path: Path, operation: Fields): void {
  const [rejection] = handleOperation(workspace, operation);
  if (!rejection) return;
  const { field, message } = rejection;
  throw new SeedError(path, field ? `${field} ${message.replace(`${field} `, '')}` : message);
}

/** Adds what has conditions. What is wrong with them is told with their path in the seed. */
function checked<T>(path: Path, add: () => T): T {
  try {
    return add();
  } catch (error) {
    if (!isValidationError(error)) throw error;
    const keys = [...error.field.matchAll(/[^.[\]]+/g)].map(([key]) =>
      /^\d+$/.test(key) ? Number(key) : key,
    );
    throw new SeedError([...path, ...keys], error.message.slice(`${error.field}: `.length));
  }
}

/** Conditions with the numbers of the segments that they name. */
function conditionsOf(workspace: Workspace, value: unknown, path: Path): Conditions {
  if (typeof value !== 'object' || value === null) return value as never;
  const entries = Object.entries(value).map(([key, inner]) => {
    const at = [...path, key];
    if (key === 'segment' && typeof inner === 'string')
      return [key, { id: segmentIdOf(workspace, inner, at) }];
    if (key === 'not') return [key, conditionsOf(workspace, inner, at)];
    const isList = (key === 'and' || key === 'or') && Array.isArray(inner);
    return [key, isList ? inner.map((one, index) => conditionsOf(workspace, one, [...at, index])) : inner];
  });
  return Object.fromEntries(entries) as Conditions;
}

function segmentIdOf({ app }: Workspace, name: unknown, path: Path): number {
  const [segment] = app.segments.by('name', String(name));
  if (segment) return segment.id;
  const names = app.segments.all().map((one) => one.name);
  throw new SeedError(path, `expected the name of a segment of before: ${names.join(', ')}`);
}

function topicOf({ app }: Workspace, name: string, path: Path) {
  const topic = app.topics.all().find((one) => one.name === name);
  if (topic) return topic;
  const names = app.topics.all().map((one) => one.name);
  throw new SeedError(path, `expected the name of a topic: ${names.join(', ') || 'there are none'}`);
}

function personOf(workspace: Workspace, value: unknown, path: Path) {
  const person = workspace.find(identifier(value, path));
  if (person) return person;
  throw new SeedError(path, 'expected the id or the email address of one of the people');
}

function contentOf(object: Fields, path: Path): Fields {
  const content = CONTENT.map((key) => [key, optionalText(object, key, path)] as const);
  return Object.fromEntries(content.filter(([, value]) => value !== undefined));
}

/** A duration in milliseconds; 0 where there is none. */
function durationOf(object: Fields, key: string, path: Path): number {
  const value = object[key] ?? '0s';
  const ms = typeof value === 'string' ? durationMs(value) : undefined;
  if (ms === undefined)
    throw new SeedError([...path, key], 'expected a time such as 90s, 15 minutes or 2 days');
  return ms;
}
