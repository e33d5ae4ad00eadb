import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { isWebhookVerificationError } from './errors.js';

const KEY = 'signing-key';
const body = JSON.stringify({
  event_id: 'e',
  object_type: 'email',
  metric: 'sent',
  timestamp: 1,
  data: { text: 'ü€😀' },
});
const timestamp = '1692633432';
const sign = (key: string, time: string, bytes: string | Uint8Array) =>
  createHmac('sha256', key).update(`v0:${time}:`).update(bytes).digest('hex');
const signature = sign(KEY, timestamp, body);

describe.each(['node', 'webcrypto'])('with %s', async (implementation) => {
  const hmac = await import(`./hmac/${implementation}.ts`);
  vi.doMock('#hmac', () => hmac);
  vi.resetModules();
  const { verifyAndParse } = await import('./verify-and-parse.js');
  const { signPayload } = await import('./sign-payload.js');
  const valid = { signingKey: KEY, timestamp, signature, body: body as string | Uint8Array };

  test('an event that is signed is parsed', async () => {
    expect(await verifyAndParse(valid)).toEqual(JSON.parse(body));
    expect(await verifyAndParse({ ...valid, body: Buffer.from(body) })).toEqual(JSON.parse(body));
  });

  test('signPayload signs as Customer.io does', async () => {
    expect(await signPayload({ signingKey: KEY, body, timestamp: Number(timestamp) })).toEqual({
      'x-cio-timestamp': timestamp,
      'x-cio-signature': signature,
    });
    const headers = await signPayload({ signingKey: KEY, body: Buffer.from(body) });
    const age = Date.now() / 1000 - Number(headers['x-cio-timestamp']);
    expect(Math.abs(age)).toBeLessThan(5);
    expect(headers['x-cio-signature']).toBe(sign(KEY, headers['x-cio-timestamp'], body));
    await expect(signPayload({ signingKey: '', body })).rejects.toMatchObject({ field: 'signingKey' });
  });

  const now = () => Math.floor(Date.now() / 1000);
  test.each([
    [{ timestamp: undefined }, 'missing_header'],
    [{ signature: null }, 'missing_header'],
    [{ signature: '' }, 'missing_header'],
    [{ timestamp: 'soon' }, 'bad_timestamp'],
    [{ timestamp: ['1', '2'] }, 'bad_timestamp'],
    [{ timestamp: String(now() + 1000), toleranceSeconds: 300 }, 'bad_timestamp'],
    [{ toleranceSeconds: 300 }, 'too_old'],
    [{ signature: 'x' }, 'bad_signature'],
    [{ signature: [signature, signature] }, 'bad_signature'],
    [{ signature: sign('other', timestamp, body) }, 'bad_signature'],
    [{ body: undefined }, 'bad_body'],
    [{ body: { a: 1 } }, 'bad_body'],
    [{ body: 'x'.repeat(2000), maxBytes: 1999 }, 'bad_body'],
    [{ body: 'null', signature: sign(KEY, timestamp, 'null') }, 'bad_body'],
  ])('%j is refused: %s', async (change, reason) => {
    const error = await verifyAndParse({ ...valid, ...change } as never).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'WebhookVerificationError', reason });
    // Nothing that would help to forge one.
    const told = `${(error as Error).message}${JSON.stringify(error)}`;
    expect(told).not.toContain(KEY);
    expect(told).not.toMatch(/[\da-f]{16}/);
  });

  test('a refusal names what to look at', async () => {
    const refused = verifyAndParse({ ...valid, signingKey: 'another' });
    await expect(refused).rejects.toThrow(/signed with another key.*proxy or parser/);
    const unsigned = verifyAndParse({ ...valid, signature: undefined } as never);
    await expect(unsigned).rejects.toThrow('x-cio-timestamp or x-cio-signature is missing');
    const late = verifyAndParse({ ...valid, toleranceSeconds: 300 });
    await expect(late).rejects.toThrow('older than toleranceSeconds');
    const parsed = verifyAndParse({ ...valid, body: JSON.parse(body) });
    await expect(parsed).rejects.toThrow('expected the raw body');
  });

  test('the size is looked at before a signature is computed', async () => {
    const spy = vi.spyOn(hmac, 'verifyHmac');
    await verifyAndParse({ ...valid, maxBytes: 10 }).catch(() => {});
    expect(spy).not.toHaveBeenCalled();
  });

  test.each<object>([
    { signingKey: '' },
    { signingKey: [] },
    // As read from a file: no webhook would ever be verified.
    { signingKey: 'key\n' },
    { signingKey: ['key', ' key'] },
    { toleranceSeconds: Number.NaN },
    { maxBytes: 0 },
    { maxBytes: 1.5 },
    { maxBytes: Number.POSITIVE_INFINITY },
    { maxBytes: '1000' },
  ])('%j is a mistake of the receiver', async (change) => {
    await expect(verifyAndParse({ ...valid, ...change })).rejects.toMatchObject({
      name: 'ValidationError',
      field: Object.keys(change)[0],
    });
  });

  test('without options, either says so', async () => {
    for (const options of [undefined, null, 'x'] as never[]) {
      const expected = { name: 'ValidationError', field: 'options' };
      await expect(verifyAndParse(options)).rejects.toMatchObject(expected);
      await expect(signPayload(options)).rejects.toMatchObject(expected);
    }
  });

  test.each<[object, string]>([
    [{ body: undefined }, 'body'],
    [{ body: { a: 1 } }, 'body'],
    [{ timestamp: 1.5 }, 'timestamp'],
    [{ timestamp: 'now' }, 'timestamp'],
    [{ signingKey: 5 }, 'signingKey'],
  ])('signPayload names what is wrong in %j', async (change, field) => {
    const call = signPayload({ signingKey: KEY, body, ...change });
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field });
  });

  test('10,000 random changes: every one is refused, and none throws anything else', async () => {
    const bytes = Buffer.from(body);
    const flip = (given: Buffer) => {
      const flipped = Buffer.from(given);
      flipped[randomInt(flipped.length)]! ^= 1 << randomInt(8);
      return flipped;
    };
    const character = (text: string) => {
      const at = randomInt(text.length);
      const other = String.fromCharCode(text.charCodeAt(at) ^ (1 << randomInt(7)));
      return text.slice(0, at) + other + text.slice(at + 1);
    };
    const changes: (() => Record<string, unknown>)[] = [
      () => ({ body: flip(bytes) }),
      () => ({ body: bytes.subarray(0, randomInt(bytes.length)) }),
      () => ({ body: bytes.subarray(1 + randomInt(bytes.length - 1)) }),
      () => ({ body: Buffer.concat([bytes, randomBytes(1 + randomInt(20))]) }),
      () => ({ body: Buffer.concat([randomBytes(1 + randomInt(20)), bytes]) }),
      () => ({ body: Buffer.concat([Buffer.from('\ufeff'), bytes]) }),
      () => ({ body: Buffer.from(body, 'latin1') }),
      () => ({ body: Buffer.from(body, 'utf16le') }),
      () => ({ body: bytes.toString('base64') }),
      () => ({ body: bytes.toString('latin1') }),
      () => ({ body: JSON.stringify(JSON.parse(body), null, 1) }),
      () => ({ body: randomBytes(randomInt(300)) }),
      () => ({ timestamp: character(timestamp) }),
      () => ({ timestamp: timestamp.slice(1 + randomInt(9)) }),
      () => ({ timestamp: `${timestamp}${randomInt(10)}` }),
      () => ({ timestamp: String(randomInt(2 ** 40)) }),
      () => ({ timestamp: ` ${timestamp}` }),
      // A digit in the other case is the same digit.
      () => ({ signature: signature.replace(/./g, (c, at) => (at === 5 ? (c === '0' ? '1' : '0') : c)) }),
      () => ({ signature: signature.slice(0, randomInt(64)) }),
      () => ({ signature: '' }),
      () => ({ signature: signature + randomInt(10) }),
      () => ({ signature: Buffer.from(signature, 'hex').toString('base64') }),
      () => ({ signature: randomBytes(32).toString('hex') }),
      () => ({ signature: signature.split('').reverse().join('') }),
      () => ({ signingKey: character(KEY) }),
      () => ({ signingKey: KEY + String.fromCharCode(33 + randomInt(90)) }),
      () => ({ signingKey: randomBytes(20).toString('hex') }),
    ];
    const reasons = new Set<string>();
    for (let i = 0; i < 10_000; i++) {
      const change = changes[i % changes.length]!();
      const error = await verifyAndParse({ ...valid, ...change } as never).then(
        () => expect.fail(`let through: ${JSON.stringify(change)}`),
        (caught: unknown) => caught,
      );
      if (!isWebhookVerificationError(error)) expect.fail(`${JSON.stringify(change)}: ${error}`);
      reasons.add(error.reason);
    }
    expect([...reasons].sort()).toEqual(['bad_signature', 'bad_timestamp', 'missing_header']);
  }, 60_000);
});
