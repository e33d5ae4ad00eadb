import { expect, test, vi } from 'vitest';
import { createLambdaHandler, type LambdaWebhookEvent, type LambdaWebhookOptions } from '../lambda.js';
import { signPayload } from '../sign-payload.js';

const signingKey = 'key';
const body = JSON.stringify({
  event_id: 'e',
  object_type: 'email',
  metric: 'clicked',
  timestamp: 1,
  // Not one byte a character.
  data: { href: 'https://example.com/ü–💌' },
});
const base64 = Buffer.from(body).toString('base64');

/** A webhook in each of the shapes that it comes in. */
async function events(): Promise<[string, LambdaWebhookEvent][]> {
  const signed = await signPayload({ signingKey, body });
  const lower = { ...signed, 'content-type': 'application/json' };
  // As Customer.io writes them: format 1.0 keeps that.
  const written = {
    'X-CIO-Timestamp': signed['x-cio-timestamp'],
    'X-CIO-Signature': signed['x-cio-signature'],
    'Content-Type': 'application/json',
  };
  const several = Object.fromEntries(Object.entries(lower).map(([name, value]) => [name, [value]]));
  const requestContext = { http: { method: 'POST' } };
  return [
    ['format 1.0', { httpMethod: 'POST', headers: written, body, isBase64Encoded: false }],
    ['format 1.0, Base64', { httpMethod: 'POST', headers: written, body: base64, isBase64Encoded: true }],
    ['format 2.0', { requestContext, headers: lower, body, isBase64Encoded: false }],
    ['format 2.0, Base64', { requestContext, headers: lower, body: base64, isBase64Encoded: true }],
    ['a load balancer', { httpMethod: 'POST', headers: null, multiValueHeaders: several, body }],
  ];
}

function receiver(options: Partial<LambdaWebhookOptions> = {}) {
  const seen: unknown[] = [];
  const on = { 'email.clicked': (event: { data: { href?: string } }) => seen.push(event.data.href) };
  const handler = createLambdaHandler({
    signingKey,
    on,
    onError: () => {},
    ...options,
  } as LambdaWebhookOptions);
  return { handler, seen };
}

for (const [shape, event] of await events()) {
  test(`${shape}: verified, handled once, and a forged one refused`, async () => {
    const { handler, seen } = receiver();
    expect(await handler(event)).toEqual({ statusCode: 200, headers: {}, body: '' });
    expect((await handler(event)).statusCode).toBe(200);
    expect(seen).toEqual(['https://example.com/ü–💌']);
    const forged = event.isBase64Encoded ? Buffer.from(`${body} `).toString('base64') : `${body} `;
    const refused = await handler({ ...event, body: forged });
    expect(refused.statusCode).toBe(401);
    expect(JSON.parse(refused.body)).toEqual({ error: 'bad_signature' });
    expect(refused.headers['content-type']).toBe('application/json');
  });

  test(`${shape}: a body that is too long is refused, one of just the limit is not`, async () => {
    const maxBytes = Buffer.byteLength(body);
    expect((await receiver({ maxBytes }).handler(event)).statusCode).toBe(200);
    expect((await receiver({ maxBytes: maxBytes - 1 }).handler(event)).statusCode).toBe(413);
    expect((await receiver({ maxBytes: 10 }).handler(event)).statusCode).toBe(413);
  });
}

test('what the handler throws is answered with 503, and told', async () => {
  const onError = vi.fn();
  const onEvent = () => {
    throw new Error('no');
  };
  const { handler } = receiver({ on: undefined, onEvent, onError } as never);
  for (const [, event] of await events()) expect((await handler(event)).statusCode).toBe(503);
  expect(onError).toHaveBeenCalledTimes(5);
});

test('it answers whatever comes', async () => {
  const { handler } = receiver();
  for (const [event, statusCode] of [
    [{}, 405],
    [{ httpMethod: 'GET' }, 405],
    [{ requestContext: { http: {} } }, 405],
    [{ httpMethod: 'POST' }, 401],
    [{ httpMethod: 'POST', headers: null, body: null }, 401],
    [{ httpMethod: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' }, 415],
    [{ httpMethod: 'POST', body: '~', isBase64Encoded: true }, 503],
    [null, 503],
    [undefined, 503],
  ] as const) {
    expect(await handler(event as LambdaWebhookEvent), JSON.stringify(event)).toMatchObject({ statusCode });
  }
});

test('an acknowledgement before the event is handled is refused: the function would be frozen', () => {
  const options = { signingKey, onEvent() {}, onError() {}, ack: 'before' } as const;
  // @ts-expect-error no such option here
  expect(() => createLambdaHandler(options)).toThrow(
    expect.objectContaining({ name: 'ValidationError', field: 'ack' }),
  );
  expect(() => createLambdaHandler(undefined as never)).toThrow('options');
});
