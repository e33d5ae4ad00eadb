#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isValidationError } from '@cio/core';
import { startEmulator } from './emulator.js';
import type { ExamplePerson, MessageSource } from './engine/webhooks/example-event.js';
import { eventTypes, simulateWebhook } from './engine/webhooks/simulate.js';
import { durationMs } from './lib/duration.js';
import { isObject } from './lib/json.js';
import { EXAMPLE_SEED } from './seed/example-seed.js';
import { pulledFile, pullSeed } from './seed/pull.js';

const USAGE = `cio-emulator: a local Customer.io
cio-emulator init [file]: writes a seed, default cio-seed.yaml
cio-emulator pull [file]: writes a seed of a workspace's templates, read through the App API
cio-emulator clock --advance 2h: moves the time of a running emulator
cio-emulator send-webhook --type email.clicked --to http://…: one webhook, signed

  --port <n>            default 3900
  --host <address>      where it listens, default 127.0.0.1; 0.0.0.0 is every network of this machine
  --allowed-host <name> a name that it is reached by besides, as other containers do; may be repeated
  --allowed-origin <o>  an origin whose pages may call it from a browser, http://localhost:3000; may be repeated
  --data <folder>       keeps the state there, through restarts and kills; default: in memory
  --seed <file>         what it has at its start, in YAML or JSON; with --data, in an empty folder
  --site-id <id>        default emulator-site
  --api-key <key>       default emulator-key
  --app-api-key <key>   default emulator-app-key
  --write-key <key>     of the Pipelines API, default emulator-write-key
  --consistency-ms <n>  how long it takes until what was written can be read, default 0
  --workspace <keys>    a further workspace: <site id>[:<api key>[:<app api key>[:<write key>]]]; may be repeated.
                        Default keys: <site id>-key, <site id>-app-key, <site id>-write-key
  --rate-limits         respond with 429 beyond Customer.io's limits
  --region <us|eu>      default us
  --webhook-url <url>   where every event of the first workspace goes as a signed webhook
  --signing-key <key>   what webhooks are signed with, default emulator-signing-key

pull
  --app-api-key <key>   the workspace's; or the environment's CIO_APP_KEY
  --region <us|eu>      default us
  --from <url>          another address of the App API, such as that of an emulator

clock
  --advance <time>      so far: 90s, 15m, 2h, 7d; what is due until then is done
  --set <time>          to a time of ISO 8601
  --emulator <url>      default http://127.0.0.1:3900

send-webhook
  --type <type>         which event; an unknown one lists them all
  --to <url>            where it goes
  --signing-key <key>   default emulator-signing-key
  --source <source>     what its message was sent by: campaign, newsletter, broadcast (the default) or transactional
  --person <identifier> a person whom a running emulator knows: an id, an email address, or cio_ and a cio_id
  --emulator <url>      that emulator, default http://127.0.0.1:3900
  --event <json>        fields in place of the example's
  --deliveries <n>      sends it so often, default 1; with --concurrent all at once
  --bad-signature       signs with another key
  --age <seconds>       how old the timestamp is
`;

function fail(message: string): never {
  console.error(`${message}\n"cio-emulator --help" lists all commands and flags.`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        type: { type: 'string' },
        to: { type: 'string' },
        event: { type: 'string', default: '{}' },
        deliveries: { type: 'string', default: '1' },
        concurrent: { type: 'boolean', default: false },
        'bad-signature': { type: 'boolean', default: false },
        age: { type: 'string', default: '0' },
        port: { type: 'string', default: '3900' },
        host: { type: 'string', default: '127.0.0.1' },
        'allowed-host': { type: 'string', multiple: true, default: [] },
        'allowed-origin': { type: 'string', multiple: true, default: [] },
        data: { type: 'string' },
        seed: { type: 'string' },
        'site-id': { type: 'string', default: 'emulator-site' },
        'api-key': { type: 'string', default: 'emulator-key' },
        'app-api-key': { type: 'string' },
        'write-key': { type: 'string', default: 'emulator-write-key' },
        workspace: { type: 'string', multiple: true, default: [] },
        from: { type: 'string' },
        advance: { type: 'string' },
        set: { type: 'string' },
        source: { type: 'string' },
        person: { type: 'string' },
        emulator: { type: 'string', default: 'http://127.0.0.1:3900' },
        'consistency-ms': { type: 'string', default: '0' },
        'rate-limits': { type: 'boolean', default: false },
        region: { type: 'string', default: 'us' },
        'webhook-url': { type: 'string' },
        'signing-key': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
}

const { values, positionals } = readArguments();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
if (positionals[0] === 'send-webhook') void sendOne();
else if (positionals[0] === 'clock') void moveClock();
else if (positionals[0] === 'pull') void pull(positionals[1] ?? 'cio-seed.yaml');
else if (positionals[0] === 'init') writeSeed(positionals[1] ?? 'cio-seed.yaml');
else if (positionals.length > 0) fail(`${positionals[0]}: no such command`);
else run();

/** Sends webhooks, prints the receiver's statuses, and exits with 1 unless all were accepted. */
async function sendOne(): Promise<void> {
  const { type = '', to = '', source, person, event, deliveries, age } = values;
  const signingKey = values['signing-key'] ?? 'emulator-signing-key';
  if (!eventTypes.includes(type)) fail(`--type: expected one of ${eventTypes.join(', ')}`);
  if (source !== undefined && !isMessageSource(source)) {
    return fail('--source: expected one of campaign, newsletter, broadcast, transactional');
  }
  if (!/^https?:\/\//.test(to)) fail('--to: expected an http or https URL');
  if (!/^[1-9]\d{0,3}$/.test(deliveries)) fail('--deliveries: expected a number from 1 to 9999');
  if (!/^-?\d{1,10}$/.test(age)) fail('--age: expected seconds');
  const fields = parseObject(event);
  if (!fields) return fail('--event: expected JSON, an object');
  const known = person === undefined ? undefined : await findPerson(values.emulator, person);
  const statuses = await simulateWebhook({
    url: to,
    ...(source !== undefined && { source }),
    ...(known && { person: known }),
    signingKey,
    type,
    event: fields,
    deliveries: Number(deliveries),
    concurrent: values.concurrent,
    badSignature: values['bad-signature'],
    ageSeconds: Number(age),
  }).catch((error: Error) => fail(error.message));
  for (const status of statuses) console.log(status === 0 ? 'no response' : status);
  process.exit(statuses.every((status) => status >= 200 && status < 300) ? 0 : 1);
}

/** Writes a seed that explains itself. A file that is there is not written over. */
function writeSeed(file: string): void {
  writeNew('init', file, EXAMPLE_SEED);
  console.log(`${file} is written. Start with it: npx @cio/emulator --seed ${file}`);
}

/** Writes a file that is not there. */
function writeNew(command: string, file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    console.error(`${command}: ${isThere ? `${file} is there already` : (error as Error).message}`);
    process.exit(1);
  }
}

/** Reads a workspace's templates, and writes them as a seed. */
async function pull(file: string): Promise<void> {
  const apiKey = values['app-api-key'] ?? process.env.CIO_APP_KEY;
  const { region, from = region === 'eu' ? 'https://api-eu.customer.io' : 'https://api.customer.io' } =
    values;
  if (!apiKey) return fail('pull: expected --app-api-key, or CIO_APP_KEY in the environment');
  if (!/^https?:\/\//.test(from)) fail('--from: expected an http or https URL');
  const seed = await pullSeed({ baseUrl: from, apiKey }).catch((error: Error) => {
    console.error(`pull: ${error.message}`);
    return process.exit(1);
  });
  writeNew('pull', file, await pulledFile(seed));
  const { templates = [], campaigns = [], broadcasts = [] } = seed;
  const counts = `${templates.length} templates, ${campaigns.length} campaigns, ${broadcasts.length} broadcasts`;
  console.log(`${file} is written: ${counts}. Start with it: npx @cio/emulator --seed ${file}`);
}

/** Sets or advances the time of a running emulator, and prints what it is then. */
async function moveClock(): Promise<void> {
  const { advance, set, emulator } = values;
  if ((advance === undefined) === (set === undefined)) fail('clock: expected either --advance or --set');
  const advance_ms = advance === undefined ? undefined : durationMs(advance);
  if (advance !== undefined && advance_ms === undefined)
    fail('--advance: expected a time such as 90s, 15m, 2h or 7d');
  const response = await fetch(`${emulator.replace(/\/$/, '')}/_emulator/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(set === undefined ? { advance_ms } : { time: set }),
  }).catch((error: Error) => fail(`clock: no emulator at ${emulator}: ${error.message}`));
  const { time, error } = (await response.json()) as { time?: string; error?: string };
  if (time === undefined) fail(`clock: ${error}`);
  console.log(time);
}

function isMessageSource(text: string): text is MessageSource {
  return ['campaign', 'newsletter', 'broadcast', 'transactional'].includes(text);
}

/** Asks a running emulator for a person. */
async function findPerson(emulatorUrl: string, identifier: string): Promise<ExamplePerson> {
  const url = `${emulatorUrl.replace(/\/$/, '')}/_emulator/person?identifier=${encodeURIComponent(identifier)}`;
  const response = await fetch(url).catch((error: Error) =>
    fail(`--person: no emulator at ${emulatorUrl}: ${error.message}`),
  );
  if (response.status === 404) fail(`--person: the emulator knows nobody with the identifier ${identifier}`);
  if (!response.ok) fail(`--person: ${emulatorUrl} is no emulator: it responds with ${response.status}`);
  const { cio_id, id, email, attributes } = (await response.json()) as ExamplePerson & {
    attributes: { phone?: string };
  };
  return { cio_id, id: id ?? null, email: email ?? null, phone: attributes.phone ?? null };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function run(): void {
  const port = Number(values.port);
  const { region } = values;
  const url = values['webhook-url'];
  const signingKey = values['signing-key'] ?? 'emulator-signing-key';
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('--port: expected a number from 0 to 65535');
  const consistencyMs = Number(values['consistency-ms']);
  if (!(consistencyMs >= 0 && consistencyMs <= 60_000)) {
    fail('--consistency-ms: expected milliseconds from 0 to 60000');
  }
  if (region !== 'us' && region !== 'eu') fail('--region: expected us or eu');
  if (url !== undefined && !/^https?:\/\//.test(url)) fail('--webhook-url: expected an http or https URL');

  startEmulator({
    port,
    host: values.host,
    allowedHosts: values['allowed-host'],
    allowedOrigins: values['allowed-origin'],
    ...(values.data !== undefined && { data: values.data }),
    ...(values.seed !== undefined && { seed: values.seed }),
    siteId: values['site-id'],
    apiKey: values['api-key'],
    ...(values['app-api-key'] !== undefined && { appApiKey: values['app-api-key'] }),
    workspaces: values.workspace.map((keys) => {
      const [siteId = '', apiKey, appApiKey, writeKey] = keys.split(':');
      return { siteId, apiKey, appApiKey, writeKey };
    }),
    writeKey: values['write-key'],
    rateLimits: values['rate-limits'],
    consistencyMs,
    region,
    signingKey,
    ...(url !== undefined && { webhook: { url, signingKey } }),
  }).then(
    (emulator) => {
      console.log(`Customer.io, local, at ${emulator.url}`);
      console.log(`  baseUrl: ${emulator.url}   siteId: ${emulator.siteId}   apiKey: ${emulator.apiKey}`);
      console.log(`  App API: the same baseUrl   apiKey: ${emulator.appApiKey}`);
      console.log(`  Pipelines API: the same baseUrl   writeKey: ${emulator.writeKey}`);
      console.log(`  what it knows: ${emulator.url}/_emulator`);
      for (const { siteId, apiKey, appApiKey, writeKey } of [...emulator.workspaces.values()].slice(1)) {
        console.log(
          `  workspace ${siteId}: apiKey: ${apiKey}   App API: ${appApiKey}   writeKey: ${writeKey}`,
        );
        console.log(`    what it knows: ${emulator.url}/_emulator?workspace=${encodeURIComponent(siteId)}`);
      }
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => void emulator.close().then(() => process.exit(0)));
      }
    },
    (error: Error) => {
      if (isValidationError(error)) {
        fail(
          error.message.replace(
            /^allowed(Host|Origin)s\[\d+\]/,
            (_, kind) => `--allowed-${kind.toLowerCase()}`,
          ),
        );
      }
      const isOfNetwork = (error as NodeJS.ErrnoException).syscall === 'listen';
      console.error(
        isOfNetwork ? `cannot listen on ${values.host}:${port}: ${error.message}` : error.message,
      );
      process.exit(1);
    },
  );
}
