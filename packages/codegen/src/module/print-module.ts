import { analyzeTemplates } from '../liquid/analyze.js';
import { problemsOf, type Shape, shapeOf } from '../liquid/shape.js';
import type { MessageTemplates, Named, WorkspaceContent } from '../workspace/read-workspace.js';
import { commentText, keyOf, quoted, uniqueNames } from './identifiers.js';
import { printObject } from './print-shape.js';

/** A module, and what could not be analysed. */
export interface WrittenModule {
  /** The source of the module: the same for the same workspace. */
  readonly source: string;
  /** What could not be analysed, and is typed `unknown`, as sentences. */
  readonly problems: readonly string[];
}

interface Entry {
  readonly key: string;
  readonly thing: Named;
  readonly comment: string;
}

interface MessageEntry extends Entry {
  readonly shape: Shape;
}

const HEADER = `// Written by @cio/codegen from a workspace of Customer.io. Do not edit: \`npx @cio/codegen pull\` writes it again.
/* eslint-disable */
import { typed } from '@cio/tracking-plan';
`;

/** Writes the module of a workspace. Of the workspace's text, names and comments are in it alone, escaped; nothing is executed. */
export function printModule(workspace: WorkspaceContent): WrittenModule {
  const problems: string[] = [];
  const messages = messageEntries('transactional message', workspace.transactional, workspace, problems);
  const broadcasts = messageEntries('broadcast', workspace.broadcasts, workspace, problems);
  const objectTypes = entriesOf('object type', workspace.objectTypes);
  const sections = [
    HEADER,
    dataOf('MessageData', 'The data that the templates of each transactional message read.', messages),
    idsOf('messages', 'The transactional messages: their ids.', messages),
    dataOf('BroadcastData', 'The data that the messages of each API-triggered broadcast read.', broadcasts),
    idsOf('broadcasts', 'The API-triggered broadcasts: their ids.', broadcasts),
    idsOf('segments', 'The segments: their ids.', entriesOf('segment', workspace.segments)),
    idsOf(
      'topics',
      'The subscription topics: their keys in preferences.',
      entriesOf('topic', workspace.topics),
    ),
    idsOf('objectTypes', 'The object types: their ids.', objectTypes),
    idsOf('newsletters', 'The newsletters: their ids.', entriesOf('newsletter', workspace.newsletters)),
    idsOf('campaigns', 'The campaigns: their ids.', entriesOf('campaign', workspace.campaigns)),
    idsOf('senders', 'The sender identities: their ids.', entriesOf('sender', workspace.senders)),
    idsOf('collections', 'The collections: their ids.', entriesOf('collection', workspace.collections)),
    collectionRows(workspace),
    planOf(messages, broadcasts, objectTypes),
  ];
  return { source: sections.join('\n'), problems };
}

function messageEntries(
  what: string,
  messages: readonly MessageTemplates[],
  { snippets }: WorkspaceContent,
  problems: string[],
): MessageEntry[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const named = messages.map(({ triggerName, name, ...rest }) => ({ ...rest, name: triggerName ?? name }));
  return entriesOf(what, named).map((entry) => {
    const message = byId.get(entry.thing.id)!;
    const analysis = analyzeTemplates(message.templates, snippets);
    const shape = shapeOf(analysis.reads);
    const found = [...analysis.problems, ...problemsOf(shape)];
    problems.push(...found.map((problem) => `${what} ${message.id}, ${quoted(message.name)}: ${problem}`));
    const notKnown = found.map((problem) => ` Not analysed: ${commentText(problem)}.`).join('');
    return { ...entry, shape, comment: `${commentOf(what, message)}${notKnown}` };
  });
}

function entriesOf(what: string, things: readonly Named[]): Entry[] {
  const keys = uniqueNames(things);
  return things
    .map((thing, index) => ({ key: keys[index]!, thing, comment: commentOf(what, thing) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function commentOf(what: string, { id, name, description, link }: Named): string {
  const about = description ? ` ${commentText(description)}` : '';
  return `${commentText(name)} (${what} ${commentText(String(id))}).${about}${link ? ` ${link}` : ''}`;
}

/** Ids that are whole numbers are written as numbers. */
function idLiteral(id: number | string): string {
  return /^[1-9]\d{0,14}$/.test(String(id)) ? String(id) : quoted(String(id));
}

function idsOf(name: string, about: string, entries: readonly Entry[]): string {
  const lines = entries.map(
    ({ key, thing, comment }) => `  /** ${comment} */\n  ${keyOf(key)}: ${idLiteral(thing.id)},\n`,
  );
  return `/** ${about} */\nexport const ${name} = ${braced(lines)} as const;\n`;
}

function dataOf(name: string, about: string, entries: readonly MessageEntry[]): string {
  const lines = entries.map(
    ({ key, shape, comment }) => `  /** ${comment} */\n  readonly ${keyOf(key)}: ${dataType(shape)};\n`,
  );
  return `/** ${about} */\nexport interface ${name} ${members(lines)}\n`;
}

function dataType(shape: Shape): string {
  return printObject(shape, '  ');
}

function collectionRows({ collections }: WorkspaceContent): string {
  const columns = new Map(collections.map((collection) => [collection.id, collection.columns]));
  const lines = entriesOf('collection', collections).map(({ key, thing, comment }) => {
    const fields = [...new Set(columns.get(thing.id))]
      .sort()
      .map((name) => `    readonly ${keyOf(name)}: unknown;\n`);
    return `  /** ${comment} */\n  readonly ${keyOf(key)}: ${fields.length > 0 ? `{\n${fields.join('')}  }` : 'Readonly<Record<string, unknown>>'};\n`;
  });
  return `/** The columns of each collection. Customer.io does not tell their types. */\nexport interface CollectionRows ${members(lines)}\n`;
}

function planOf(
  messages: readonly MessageEntry[],
  broadcasts: readonly MessageEntry[],
  objectTypes: readonly Entry[],
): string {
  const messageLines = (data: string, entries: readonly Entry[]) =>
    entries.map(
      ({ key, thing, comment }) =>
        `    /** ${comment} */\n    ${keyOf(key)}: { id: ${idLiteral(thing.id)}, data: typed<${data}[${quoted(key)}]>() },\n`,
    );
  const objectLines = objectTypes.map(
    ({ key, thing, comment }) =>
      `    /** ${comment} */\n    ${keyOf(key)}: { id: ${idLiteral(thing.id)} },\n`,
  );
  return `/** The messages and object types as a part of a tracking plan: \`definePlan({ ...workspace, events: { … } })\`. */
export const workspace = {
  transactional: ${braced(messageLines('MessageData', messages), '  ')},
  broadcasts: ${braced(messageLines('BroadcastData', broadcasts), '  ')},
  objects: ${braced(objectLines, '  ')},
} as const;
`;
}

/** An interface without members would take anything. */
function members(lines: readonly string[]): string {
  return lines.length > 0 ? braced(lines) : 'extends Readonly<Record<string, never>> {}';
}

function braced(lines: readonly string[], indent = ''): string {
  return lines.length > 0 ? `{\n${lines.join('')}${indent}}` : '{}';
}
