// The command line: what it starts, what it sends, and what it rejects.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { TrackClient } from '@cio/track';
import { verifySignature } from '@cio/webhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Emulator, startEmulator } from './index.js';
import { json, send, trackAuthorization } from './test-client.js';
import { serveFile } from './test-emulator.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

describe('cio-emulator', () => {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const run = (...args: string[]) =>
    spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

  test('send-webhook sends one event, and ends as the receiver took it', async () => {
    const signatures: boolean[] = [];
    const receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature } = request.headers;
      const valid = await verifySignature({ signingKey: 'k', timestamp, signature, body });
      signatures.push(valid && JSON.parse(body).metric === 'clicked');
      response.writeHead(valid ? 200 : 401).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const to = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const sendWebhook = async (...args: string[]) => {
      const child = run('send-webhook', '--type', 'email.clicked', '--to', to, '--signing-key', 'k', ...args);
      let output = '';
      child.stdout.on('data', (chunk) => (output += chunk));
      return [await new Promise((resolve) => child.on('close', resolve)), output];
    };
    expect(await sendWebhook()).toEqual([0, '200\n']);
    expect(await sendWebhook('--deliveries', '2', '--concurrent')).toEqual([0, '200\n200\n']);
    expect(await sendWebhook('--bad-signature')).toEqual([1, '401\n']);
    expect(signatures).toEqual([true, true, true, false]);
    receiver.close();
  });

  test('clock moves the time of a running emulator', async () => {
    const clock = async (...args: string[]) => {
      const child = run('clock', '--emulator', emulator.url, ...args);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
      return [await new Promise((resolve) => child.on('close', resolve)), output.split('\n')[0]];
    };
    expect(await clock('--set', '2030-01-01T00:00:00Z')).toEqual([
      0,
      expect.stringMatching(/^2030-01-01T00:00:/),
    ]);
    expect(await clock('--advance', '2h')).toEqual([0, expect.stringMatching(/^2030-01-01T02:00:/)]);
    expect(await clock('--advance', 'soon')).toEqual([
      2,
      '--advance: expected a time such as 90s, 15m, 2h or 7d',
    ]);
    expect(await clock()).toEqual([2, 'clock: expected either --advance or --set']);
    emulator.reset();
  });

  test('send-webhook tells of a person and a source', async () => {
    const bodies: { data: Record<string, unknown> }[] = [];
    const receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      bodies.push(JSON.parse(body));
      response.end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const to = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    emulator.workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
    const sendWebhook = async (...args: string[]) => {
      const child = run('send-webhook', '--to', to, '--emulator', emulator.url, ...args);
      let errors = '';
      child.stderr.on('data', (chunk) => (errors += chunk));
      return [await new Promise((resolve) => child.on('close', resolve)), errors.split('\n')[0]];
    };
    const about = ['--type', 'sms.clicked', '--source', 'campaign', '--person'];
    expect(await sendWebhook(...about, 'ada@example.com')).toEqual([0, '']);
    expect(bodies).toMatchObject([
      { data: { customer_id: 'ada', identifiers: { email: 'ada@example.com' }, campaign_id: 1 } },
    ]);
    expect(await sendWebhook(...about, 'bob')).toEqual([
      2,
      '--person: the emulator knows nobody with the identifier bob',
    ]);
    expect(await sendWebhook('--type', 'slack.sent', '--source', 'transactional')).toEqual([
      2,
      'source: slack.sent does not come from a transactional message',
    ]);
    receiver.close();
  });

  test('starts, says how to reach it, and ends on a signal', async () => {
    const child = run(
      ...['--port', '0', '--api-key', 'own', '--host', '0.0.0.0'],
      ...['--allowed-host', 'emulator', '--allowed-origin', 'http://localhost:3000'],
    );
    const output = await new Promise<string>((resolve) => {
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
        if (text.includes('_emulator')) resolve(text);
      });
    });
    const url = /baseUrl: (\S+)/.exec(output)?.[1];
    const client = new TrackClient({ siteId: 'emulator-site', apiKey: 'own', baseUrl: url! });
    expect(await client.getRegion()).toMatchObject({ region: 'us' });
    await client.close();
    const statusOf = async (headers: Record<string, string>) =>
      (await send({ url: url! }, '/_emulator', { headers })).status;
    expect(await statusOf({ host: 'emulator' })).toBe(200);
    expect(await statusOf({ host: 'other' })).toBe(403);
    expect(await statusOf({ origin: 'http://localhost:3000' })).toBe(200);
    expect(await statusOf({ origin: 'http://localhost:3001' })).toBe(403);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('with a further workspace and a receiver, says how to reach both', async () => {
    const received: string[] = [];
    const receiver = await serveFile((request, response) => {
      received.push(String(request.headers['x-cio-signature']));
      response.end();
    });
    const child = run('--port', '0', '--workspace', 'staging', '--webhook-url', receiver.url);
    const output = await new Promise<string>((resolve) => {
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
        if (text.includes('workspace=staging')) resolve(text);
      });
    });
    expect(output).toContain('workspace staging: apiKey: staging-key   App API: staging-app-key');
    const url = /baseUrl: (\S+)/.exec(output)![1]!;
    const unsubscribe = (siteId: string, apiKey: string) =>
      send({ url }, '/api/v1/customers/ada', {
        method: 'PUT',
        ...json({ unsubscribed: true }, trackAuthorization({ siteId, apiKey })),
      });
    await unsubscribe('staging', 'staging-key');
    await unsubscribe('emulator-site', 'emulator-key');
    await vi.waitFor(() => expect(received).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]));
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test.each([
    [['--port', 'x'], '--port: expected a number from 0 to 65535'],
    [['--region', 'de'], '--region: expected us or eu'],
    [['nope'], 'nope: no such command'],
    [['send-webhook', '--to', 'http://x'], '--type: expected one of customer.subscribed'],
    [['send-webhook', '--type', 'email.sent'], '--to: expected an http or https URL'],
    [['send-webhook', '--type', 'email.sent', '--to', 'http://x', '--event', '{'], '--event: expected JSON'],
    [
      ['send-webhook', '--type', 'email.sent', '--to', 'http://x', '--event', 'null'],
      '--event: expected JSON',
    ],
    [
      ['send-webhook', '--type', 'email.sent', '--to', 'http://x', '--deliveries', '0'],
      '--deliveries: expected',
    ],
    [
      ['send-webhook', '--type', 'email.sent', '--to', 'http://x', '--source', 'slack'],
      '--source: expected one of campaign',
    ],
    [['--consistency-ms', 'soon'], '--consistency-ms: expected milliseconds'],
    [['--webhook-url', 'x', '--signing-key', 'y'], '--webhook-url: expected an http or https URL'],
    [['--nope'], "Unknown option '--nope'"],
    [['--allowed-host', 'http://x'], '--allowed-host: expected a name'],
    [['--allowed-origin', 'localhost'], '--allowed-origin: expected an origin'],
  ])('%j is refused', async (args, message) => {
    const child = run(...args);
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
    expect(errors).toContain(message);
  });

  test('a port that is taken is said', async () => {
    const child = run('--port', new URL(emulator.url).port);
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
    expect(errors).toContain('cannot listen');
  });
});
