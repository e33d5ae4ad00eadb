#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startEmulator } from './emulator.js';

const USAGE = `cio-emulator: a local Customer.io

  --port <n>            default 3900
  --host <address>      default 127.0.0.1
  --site-id <id>        default emulator-site
  --api-key <key>       default emulator-key
  --app-api-key <key>   default emulator-app-key
  --rate-limits         answer 429 beyond Customer.io's limits
  --region <us|eu>      default us
  --webhook-url <url>   where signed webhooks go
  --signing-key <key>   what they are signed with
`;

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '3900' },
        host: { type: 'string', default: '127.0.0.1' },
        'site-id': { type: 'string', default: 'emulator-site' },
        'api-key': { type: 'string', default: 'emulator-key' },
        'app-api-key': { type: 'string', default: 'emulator-app-key' },
        'rate-limits': { type: 'boolean', default: false },
        region: { type: 'string', default: 'us' },
        'webhook-url': { type: 'string' },
        'signing-key': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail((error as Error).message);
  }
}

const values = readArguments();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const port = Number(values.port);
const { region } = values;
const url = values['webhook-url'];
const signingKey = values['signing-key'];
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('--port: expected a number from 0 to 65535');
if (region !== 'us' && region !== 'eu') fail('--region: expected us or eu');
if ((url === undefined) !== (signingKey === undefined)) fail('--webhook-url and --signing-key go together');
if (url !== undefined && !/^https?:\/\//.test(url)) fail('--webhook-url: expected an http or https URL');

startEmulator({
  port,
  host: values.host,
  siteId: values['site-id'],
  apiKey: values['api-key'],
  appApiKey: values['app-api-key'],
  rateLimits: values['rate-limits'],
  region,
  ...(url && signingKey && { webhook: { url, signingKey } }),
}).then(
  (emulator) => {
    console.log(`Customer.io, local, at ${emulator.url}`);
    console.log(`  baseUrl: ${emulator.url}   siteId: ${emulator.siteId}   apiKey: ${emulator.apiKey}`);
    console.log(`  App API: the same baseUrl   apiKey: ${emulator.appApiKey}`);
    console.log(`  what it knows: ${emulator.url}/_emulator`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void emulator.close().then(() => process.exit(0)));
    }
  },
  (error: Error) => {
    console.error(`cannot listen on ${values.host}:${port}: ${error.message}`);
    process.exit(1);
  },
);
