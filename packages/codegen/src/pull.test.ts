import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppClient } from '@cio/app-api';
import { nodeTransport } from '@cio/app-api/node';
import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import ts from 'typescript';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { check, draftPlan, generate, pull } from './index.js';

let emulator: Emulator;
let app: AppClient;
let folder: string;

beforeAll(async () => {
  // Within the package, where the module finds what it imports.
  folder = await mkdtemp(fileURLToPath(new URL('../.gen-', import.meta.url)));
  emulator = await startEmulator();
  app = new AppClient({ apiKey: emulator.appApiKey, baseUrl: emulator.url, rateLimiter: false });
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await app.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const store = () => emulator.workspace.app;
const file = (name: string) => join(folder, name);

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};
/** Files that are the same for all modules are parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();
let program: ts.Program | undefined;

/** What the compiler says of a module, and of code that uses it. */
function errorsOf(source: string, code = ''): string[] {
  const path = file('virtual.ts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  host.getSourceFile = (name, ...rest) => {
    if (name === path) return ts.createSourceFile(name, `${source}\n${code}`, ts.ScriptTarget.ES2022);
    if (!parsed.has(name)) parsed.set(name, getSourceFile.call(host, name, ...rest));
    return parsed.get(name);
  };
  program = ts.createProgram([path], options, host, program);
  const own = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(own), ...program.getSemanticDiagnostics(own)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}

const USE = `
import { AppClient } from '@cio/app-api';
import { definePlan } from '@cio/tracking-plan';
const app = definePlan(workspace).app(new AppClient({ apiKey: '' }));
const to = { to: 'ada@example.com', identifiers: { id: '5' } };
`;

function addOrderConfirmation(
  body = 'Order {{ trigger.order.number }}: {{ trigger.order.total | round: 2 }}',
) {
  return store().addTransactional('order_confirmation', {
    subject: 'Your order {{ trigger.order.number }}',
    body,
  });
}

describe('a module', () => {
  test.each([
    ['us', 'https://fly.customer.io'],
    ['eu', 'https://eu.fly.customer.io'],
  ] as const)('of the region %s has links to the pages of the workspace', async (region, site) => {
    await app.segments.create({ name: 'Testers' });
    // The emulator, under the address of Customer.io.
    const transport = nodeTransport();
    const real = new AppClient({
      apiKey: emulator.appApiKey,
      region,
      rateLimiter: false,
      transport: (request) => {
        const { pathname, search } = new URL(request.url);
        return transport(Object.assign(request, { url: emulator.url + pathname + search }));
      },
    });
    const { source } = await generate(real);
    const page = `${site}/workspaces/last/journeys`;
    expect(source).toContain(`/** Everyone (segment 1). ${page}/segments/1 */`);
    expect(source).toContain(`(transactional message 1). ${page}/transactional/1/overview */`);
    expect(source).toMatch(new RegExp(`\\(campaign 1\\)\\. ${page}/campaigns/1 \\*/`));
    expect(errorsOf(source)).toEqual([]);
    await real.close();
  });

  test('is of what a workspace has, and compiles', async () => {
    const { id } = addOrderConfirmation();
    store().addTransactionalContent(id, {
      language: 'fr',
      subject: 'Merci {{ trigger.name }}',
      body: '{{ snippets.foot }}',
    });
    await app.snippets.create({ name: 'foot', value: '{{ trigger.shop }}' });
    await app.collections.create({ name: 'Products on sale', data: [{ sku: 'A', price: 5 }] });
    const { source, problems } = await generate(app);
    expect(problems).toEqual([]);
    expect(source).toMatchInlineSnapshot(`
      "// Written by @cio/codegen from a workspace of Customer.io. Do not edit: \`npx @cio/codegen pull\` writes it again.
      /* eslint-disable */
      import { typed } from '@cio/tracking-plan';

      /** The data that the templates of each transactional message read. */
      export interface MessageData {
        /** order_confirmation (transactional message 2). */
        readonly order_confirmation: {
          readonly name: string | number | boolean;
          readonly order: {
            readonly number: string | number | boolean;
            readonly total: string | number;
          };
          readonly shop: string | number | boolean;
        };
        /** welcome (transactional message 1). */
        readonly welcome: Readonly<Record<string, never>>;
      }

      /** The transactional messages: their ids. */
      export const messages = {
        /** order_confirmation (transactional message 2). */
        order_confirmation: 2,
        /** welcome (transactional message 1). */
        welcome: 1,
      } as const;

      /** The data that the messages of each API-triggered broadcast read. */
      export interface BroadcastData {
        /** Announcement (broadcast 1). */
        readonly announcement: {
          readonly text: string | number | boolean;
        };
      }

      /** The API-triggered broadcasts: their ids. */
      export const broadcasts = {
        /** Announcement (broadcast 1). */
        announcement: 1,
      } as const;

      /** The segments: their ids. */
      export const segments = {
        /** Everyone (segment 1). */
        everyone: 1,
      } as const;

      /** The subscription topics: their keys in preferences. */
      export const topics = {
        /** News (topic topic_1). What is new */
        news: 'topic_1',
      } as const;

      /** The object types: their ids. */
      export const objectTypes = {
        /** Companies (object type 1). */
        companies: 1,
      } as const;

      /** The newsletters: their ids. */
      export const newsletters = {} as const;

      /** The campaigns: their ids. */
      export const campaigns = {
        /** Onboarding (campaign 1). */
        onboarding: 1,
      } as const;

      /** The sender identities: their ids. */
      export const senders = {
        /** Shop (sender 1). */
        shop: 1,
      } as const;

      /** The collections: their ids. */
      export const collections = {
        /** Products on sale (collection 1). */
        products_on_sale: 1,
      } as const;

      /** The columns of each collection. Customer.io does not tell their types. */
      export interface CollectionRows {
        /** Products on sale (collection 1). */
        readonly products_on_sale: {
          readonly price: unknown;
          readonly sku: unknown;
        };
      }

      /** The messages and object types as a part of a tracking plan: \`definePlan({ ...workspace, events: { … } })\`. */
      export const workspace = {
        transactional: {
          /** order_confirmation (transactional message 2). */
          order_confirmation: { id: 2, data: typed<MessageData['order_confirmation']>() },
          /** welcome (transactional message 1). */
          welcome: { id: 1, data: typed<MessageData['welcome']>() },
        },
        broadcasts: {
          /** Announcement (broadcast 1). */
          announcement: { id: 1, data: typed<BroadcastData['announcement']>() },
        },
        objects: {
          /** Companies (object type 1). */
          companies: { id: 1 },
        },
      } as const;
      "
    `);
    expect(errorsOf(source)).toEqual([]);
  });

  test('types a send by what its template reads', async () => {
    const { id } = addOrderConfirmation();
    const { source } = await generate(app);
    const send = (data: string) =>
      errorsOf(
        source,
        `${USE}void app.sendEmail({ ...to, transactional_message_id: messages.order_confirmation, ${data} });`,
      );
    expect(send("message_data: { order: { number: 'A', total: 5 } }")).toEqual([]);
    expect(send('message_data: {}')).toEqual([expect.stringContaining("Property 'order' is missing")]);
    expect(send('')).toEqual([expect.stringContaining("Property 'message_data' is missing")]);
    expect(send("message_data: { order: { number: 'A' } }")).toEqual([
      expect.stringContaining("Property 'total' is missing"),
    ]);
    expect(send("message_data: { order: { number: 'A', total: 5, x: 1 } }")).toEqual([
      expect.stringContaining("'x' does not exist"),
    ]);

    store().transactional.get(id)!.name = 'order_receipt';
    const renamed = await generate(app);
    expect(errorsOf(renamed.source, `${USE}void messages.order_confirmation;`)).toEqual([
      expect.stringContaining("Property 'order_confirmation' does not exist"),
    ]);
  });

  test('types a broadcast by what its messages read', async () => {
    const { source } = await generate(app);
    const trigger = (data: string) =>
      errorsOf(source, `${USE}void app.broadcasts.trigger(broadcasts.announcement, ${data});`);
    expect(trigger("{ data: { text: 'Hello' } }")).toEqual([]);
    expect(trigger("{ emails: ['ada@example.com'] }")).toEqual([
      expect.stringContaining("Property 'data' is missing"),
    ]);
  });

  test('is the same for the same workspace, in whatever order it is read', async () => {
    addOrderConfirmation();
    const { source } = await generate(app);
    expect((await generate(app)).source).toBe(source);
  });

  test('tells what cannot be analysed, and types it unknown', async () => {
    store().addTransactional('broken', { body: '{% if %}' });
    store().addTransactional('dynamic', { body: '{{ trigger.prices[trigger.currency] }}' });
    store().addTransactional('both', {
      body: '{% for x in trigger.a %}{{ x }}{% endfor %}{{ trigger.a.b }}',
    });
    store().addTransactional('pairs', { body: '{% for p in trigger.a %}{{ p[0] }}: {{ p[1] }}{% endfor %}' });
    store().addTransactional('gone', { body: '{{ snippets.gone }}' });
    const { source, problems } = await generate(app);
    expect(problems).toEqual([
      expect.stringMatching(
        /^transactional message \d+, 'both': trigger\.a is used as a list, and as an object$/,
      ),
      expect.stringMatching(/^transactional message \d+, 'broken': body of content \d+: /),
      expect.stringContaining('trigger has a property read whose name'),
      expect.stringMatching(/'dynamic': trigger\.prices has a property read whose name is known when/),
      expect.stringMatching(/'gone': the snippet "gone" does not exist$/),
      expect.stringMatching(/'pairs': trigger\.a is looped over as pairs/),
    ]);
    expect(errorsOf(source)).toEqual([]);
    const use = (name: string, data: string) =>
      errorsOf(
        source,
        `${USE}void app.sendEmail({ ...to, transactional_message_id: messages.${name}, message_data: ${data} });`,
      );
    expect(use('broken', '{ whatever: 1 }')).toEqual([]);
    expect(use('dynamic', "{ currency: 'EUR', prices: { EUR: 5 } }")).toEqual([]);
    expect(use('pairs', '{ a: { b: 1 } }')).toEqual([]);
    expect(use('pairs', '{}')).toEqual([expect.stringContaining("Property 'a' is missing")]);
  });

  test.each([
    ['a comment that ends', '*/ process.exit(1) /*'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is no template here.
    ['a template literal', '`${process.exit(1)}`'],
    ['quotes', `'); process.exit(1); ("`],
    ['a line separator', 'a\u2028process.exit(1)\u2029'],
    ['line breaks', 'a\n*/\nprocess.exit(1)\n/*'],
    ['a name of the prototype', '__proto__'],
    ['constructor', 'constructor'],
    ['a reserved word', 'default'],
    ['emoji alone', '🎉🎉'],
    ['another script', '注文確認'],
    ['digits', '2024 sale'],
    ['half a character', 'a\ud800b'],
    ['directions', 'a\u202eb'],
  ])('is safe from a name: %s', async (_, name) => {
    const { id } = store().addTransactional('x', { body: '{{ trigger.a }}' });
    store().transactional.get(id)!.name = name;
    store().transactional.get(id)!.description = name;
    store().addTransactional('y', { body: `{{ trigger["${name.replace(/["\n]/g, '')}"] }}` });
    const { source } = await generate(app);
    const code = `${USE}void app.sendEmail({ ...to, transactional_message_id: ${id}, message_data: { a: 'b' } });`;
    expect(errorsOf(source, code)).toEqual([]);
    // Nothing is in it but declarations: no call but that of `typed`.
    const calls: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) calls.push(node.expression.getText());
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2022, true));
    expect(new Set(calls)).toEqual(new Set(['typed']));
  });

  test('gives things of the same name their ids', async () => {
    const one = await app.segments.create({ name: 'Big spenders' });
    const two = await app.segments.create({ name: 'big_spenders' });
    const { source } = await generate(app);
    expect(source).toContain(`  big_spenders_${one.segment.id}: ${one.segment.id},`);
    expect(source).toContain(`  big_spenders_${two.segment.id}: ${two.segment.id},`);
  });
});

describe('check', () => {
  test('tells the difference of a workspace that has drifted', async () => {
    const { id } = addOrderConfirmation();
    await pull(app, file('a.ts'));
    expect(await check(app, file('a.ts'))).toBe('');
    const [content] = store().transactionalContents.by('transactional_id', id);
    content!.body = 'Order {{ trigger.order.number }} of {{ trigger.order.placed_at | date: "%Y" }}';
    const difference = await check(app, file('a.ts'));
    expect(difference).toContain('\n-       readonly total: string | number;');
    expect(difference).toContain('\n+       readonly placed_at: string | number | Date;');
    expect(difference.split('\n').length).toBeLessThan(12);
  });

  test('only reads', async () => {
    await pull(app, file('b.ts'));
    await check(app, file('b.ts'));
    await draftPlan(app);
    expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});

describe('a first plan', () => {
  test('is of the events and attributes that were seen, without their values', async () => {
    const { siteId, apiKey, url: baseUrl } = emulator;
    const track = new TrackClient({ siteId, apiKey, baseUrl });
    await track.identify('5', { email: 'ada@example.com', seats: 5 });
    await track.track('5', 'order_placed', { total: 5, coupon: 'ada-10', lines: [{ sku: 'A' }] });
    await track.track('5', 'order_placed', { total: 7.5, lines: [] });
    await track.track('5', 'Signed in');
    await track.close();
    const source = await draftPlan(app, {
      people: '\ufeffid,email,"favourite, colour"\r\n5,ada@example.com,red\r\n',
    });
    expect(source).not.toMatch(/ada|red/);
    expect(source.slice(source.indexOf('export'))).toMatchInlineSnapshot(`
      "export const plan = definePlan({
        // \`identify\` sets some attributes and leaves the others as they are: all are optional.
        person: typed<{
          email?: unknown;
          'favourite, colour'?: unknown;
          id?: unknown;
          seats?: number | undefined;
        }>(),
        events: {
          'Signed in': typed<object>(),
          order_placed: typed<{
            coupon?: string | undefined;
            lines: readonly ({ readonly sku: string })[];
            total: number;
          }>(),
        },
      });
      "
    `);
    expect(errorsOf(source)).toEqual([]);
  });
});

describe('the command', () => {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const run = (args: string[], env: Record<string, string> = { CIO_APP_KEY: emulator.appApiKey }) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const { PATH = '' } = process.env;
      execFile(process.execPath, [cli, ...args], { env: { PATH, ...env } }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });

  test('pulls, checks, and fails when the workspace has drifted', async () => {
    const at = ['--out', file('cli.ts'), '--url', emulator.url];
    expect(await run(['pull', ...at])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is written'),
    });
    expect(await run(['check', ...at])).toMatchObject({ code: 0 });
    store().addTransactional('new', { body: '{{ trigger.a }}' });
    expect(await run(['check', ...at])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('+   new: '),
    });
    expect(await readFile(file('cli.ts'), 'utf8')).not.toContain('new: ');
  });

  test('does not write over a plan', async () => {
    await writeFile(file('plan.ts'), 'mine');
    const args = ['plan', '--out', file('plan.ts'), '--url', emulator.url];
    const said = `--out: ${file('plan.ts')} exists, and is yours to edit: give another file, or delete it\n`;
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
    // Nothing was read for it.
    expect(emulator.requests).toEqual([]);
    expect(await readFile(file('plan.ts'), 'utf8')).toBe('mine');
  });

  test.each([
    [[], 'expected one of pull, check and plan'],
    [['pull'], '--out'],
    [['pull', '--out', 'x', '--region', 'mars'], '--region: expected us or eu, got mars'],
    [['pull', '--out', 'x', '--nonsense'], "Unknown option '--nonsense'"],
  ])('refuses %j', async (args, message) => {
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('needs a key, and tells none', async () => {
    expect(await run(['pull', '--out', 'x'], {})).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('CIO_APP_KEY'),
    });
    const wrong = await run(['pull', '--out', join(tmpdir(), 'x.ts'), '--url', emulator.url], {
      CIO_APP_KEY: 'not-the-key',
    });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('401') });
    expect(wrong.stderr).not.toContain('not-the-key');
  });
});
