import { createHmac } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';

const KEY = '755781b5e03a973f3405a85474d5a032a60fd56fabaad66039b12eadd83955fa';
const TIMESTAMP = '1692633432';
const BODY = '{"key": "value"}';
const SIGNATURE = 'd7c655389bb364d3e8bdbb6ec18a7f1b6cf91f39bba647554ada78aa61de37b9';
const vector = {
  signingKey: KEY,
  timestamp: TIMESTAMP,
  signature: SIGNATURE,
  body: BODY as string | Uint8Array,
};

const sign = (key: string, timestamp: string, body: string | Uint8Array) =>
  createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest('hex');

afterEach(() => {
  vi.useRealTimers();
});

describe.each(['node', 'webcrypto'])('with %s', async (implementation) => {
  const hmac = await import(`./hmac/${implementation}.ts`);
  vi.doMock('#hmac', () => hmac);
  vi.resetModules();
  const { verifySignature } = await import('./verify-signature.js');

  test("Customer.io's test vector", async () => {
    expect(await verifySignature(vector)).toBe(true);
    expect(await verifySignature({ ...vector, signature: `v0=${SIGNATURE}` })).toBe(true);
    expect(await verifySignature({ ...vector, signature: SIGNATURE.toUpperCase() })).toBe(true);
    expect(await verifySignature({ ...vector, body: new TextEncoder().encode(BODY) })).toBe(true);
    expect(await verifySignature({ ...vector, body: Buffer.from(`x${BODY}`).subarray(1) })).toBe(true);
    expect(
      await verifySignature({ ...vector, body: new TextEncoder().encode(BODY).buffer as ArrayBuffer }),
    ).toBe(true);
  });

  test('the example of async_customerio: a timestamp as a number, a body of bytes', async () => {
    const call = { signingKey: KEY, timestamp: 1692633432, body: Buffer.from(BODY), signature: SIGNATURE };
    expect(await verifySignature(call)).toBe(true);
    expect(await verifySignature({ ...call, timestamp: 1692633433 })).toBe(false);
  });

  test('what verifyRequestSignature of customerio-node takes, with the types of its arguments', async () => {
    interface VerifyRequestSignatureOptions {
      signingSecret: string;
      timestamp: string | number;
      body: string | Buffer;
      signature: string;
    }
    const verify = ({ signingSecret, ...rest }: VerifyRequestSignatureOptions) =>
      verifySignature({ signingKey: signingSecret, ...rest });
    for (const timestamp of [TIMESTAMP, Number(TIMESTAMP)]) {
      for (const body of [BODY, Buffer.from(BODY)]) {
        expect(await verify({ signingSecret: KEY, timestamp, body, signature: SIGNATURE })).toBe(true);
        expect(await verify({ signingSecret: KEY, timestamp, body, signature: '' })).toBe(false);
      }
    }
    // Headers as its example passes them on, with the types that Node gives them.
    const headers: NodeJS.Dict<string | string[]> = {
      'x-cio-timestamp': TIMESTAMP,
      'x-cio-signature': SIGNATURE,
    };
    const fromHeaders = { timestamp: headers['x-cio-timestamp'], signature: headers['x-cio-signature'] };
    expect(await verifySignature({ signingKey: KEY, ...fromHeaders, body: BODY })).toBe(true);
  });

  test('header values and bodies in every form in which platforms give them', async () => {
    const headers = new Headers({ 'X-CIO-Timestamp': TIMESTAMP, 'X-CIO-Signature': SIGNATURE });
    const timestamps = [TIMESTAMP, Number(TIMESTAMP), [TIMESTAMP], headers.get('x-cio-timestamp')];
    const signatures = [SIGNATURE, [SIGNATURE], `v0=${SIGNATURE}`, headers.get('x-cio-signature')];
    const bytes = new TextEncoder().encode(BODY);
    const bodies = [
      BODY,
      bytes,
      bytes.buffer as ArrayBuffer,
      Buffer.from(BODY),
      new Uint8ClampedArray(bytes),
      new Uint16Array(bytes.buffer),
      new DataView(bytes.buffer),
      // As Jest and node:vm give them.
      runInNewContext('new Uint8Array(bytes)', { bytes: [...bytes] }),
      runInNewContext('new Uint8Array(bytes).buffer', { bytes: [...bytes] }),
    ] as (string | Uint8Array)[];
    for (const timestamp of timestamps) {
      for (const signature of signatures) {
        for (const body of bodies) {
          expect(await verifySignature({ ...vector, timestamp, signature, body })).toBe(true);
        }
      }
    }
  });

  test.each([undefined, null, 5, 'x', []])('without options, %j, it says so', async (options) => {
    const call = verifySignature(options as never);
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'options' });
  });

  test('half a surrogate is signed as the platform encodes it', async () => {
    for (const half of ['\ud800', '\udfff', 'a\ud83d']) {
      const signature = sign(KEY + half, TIMESTAMP, half);
      expect(await verifySignature({ ...vector, signingKey: KEY + half, signature, body: half })).toBe(true);
    }
  });

  test('any body and key', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const key = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() === text);
    await fc.assert(
      fc.asyncProperty(key, fc.nat(), bytes, async (signingKey, time, body) => {
        const timestamp = String(time);
        const signature = sign(signingKey, timestamp, body);
        expect(await verifySignature({ signingKey, timestamp, signature, body })).toBe(true);
        expect(await verifySignature({ signingKey: `${signingKey}x`, timestamp, signature, body })).toBe(
          false,
        );
        expect(await verifySignature({ signingKey, timestamp: `${time + 1}`, signature, body })).toBe(false);
        expect(
          await verifySignature({
            signingKey,
            timestamp,
            signature,
            body: Buffer.concat([body, Buffer.of(0)]),
          }),
        ).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('one bit flipped anywhere is refused', async () => {
    const body = Buffer.from(BODY);
    for (let bit = 0; bit < body.length * 8; bit++) {
      const flipped = Buffer.from(body);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(await verifySignature({ ...vector, body: flipped })).toBe(false);
    }
    for (let digit = 0; digit < SIGNATURE.length; digit++) {
      const changed = SIGNATURE[digit] === '0' ? '1' : '0';
      const signature = SIGNATURE.slice(0, digit) + changed + SIGNATURE.slice(digit + 1);
      expect(await verifySignature({ ...vector, signature })).toBe(false);
    }
  });

  test('rubbish is refused without a throw', async () => {
    const rubbish = [
      undefined,
      null,
      '',
      ' ',
      'x',
      'v0=',
      'v0',
      5,
      NaN,
      1.5,
      -1,
      1e21,
      Number(TIMESTAMP) + 1,
      {},
      { toString: () => TIMESTAMP },
      [],
      [SIGNATURE, SIGNATURE],
      [TIMESTAMP, TIMESTAMP],
      [[TIMESTAMP]],
      true,
      `${SIGNATURE}0`,
      SIGNATURE.slice(1),
      `v1=${SIGNATURE}`,
      `v0=v0=${SIGNATURE}`,
      `V0=${SIGNATURE}`,
      `${SIGNATURE.slice(0, 63)}g`,
      `${SIGNATURE.slice(0, 62)}\ud800x`,
      ` ${SIGNATURE}`,
      `${SIGNATURE}\n`,
      'é'.repeat(64),
      '-1',
      '1e9',
      '٣',
      '9'.repeat(400),
    ];
    for (const value of rubbish as never[]) {
      expect(await verifySignature({ ...vector, signature: value })).toBe(false);
      expect(await verifySignature({ ...vector, timestamp: value })).toBe(false);
      expect(await verifySignature({ ...vector, signature: value, timestamp: value })).toBe(false);
    }
    for (const body of [undefined, null, 5, {}, [], true] as never[]) {
      expect(await verifySignature({ ...vector, body })).toBe(false);
    }
    const anything = fc.anything();
    await fc.assert(
      fc.asyncProperty(anything, anything, async (timestamp, signature) => {
        expect(
          await verifySignature({
            ...vector,
            timestamp: timestamp as string,
            signature: signature as string,
          }),
        ).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('several keys, while one replaces another', async () => {
    for (const signingKey of [[KEY], ['old', KEY], [KEY, 'new']]) {
      expect(await verifySignature({ ...vector, signingKey })).toBe(true);
    }
    expect(await verifySignature({ ...vector, signingKey: ['old', 'new'] })).toBe(false);
  });

  test.each(['', '  ', [], ['a', ''], undefined, null, 5, {}])(
    'the key %j is a mistake of the receiver',
    async (signingKey) => {
      const call = verifySignature({ ...vector, signingKey: signingKey as string });
      await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'signingKey' });
    },
  );

  test('tolerance, to both sides', async () => {
    const at = (seconds: number) =>
      vi.useFakeTimers({ now: (Number(TIMESTAMP) + seconds) * 1000, toFake: ['Date'] });
    for (const [seconds, valid] of [
      [0, true],
      [300, true],
      [301, false],
      [-300, true],
      [-301, false],
    ] as const) {
      at(seconds);
      expect(await verifySignature({ ...vector, toleranceSeconds: 300 })).toBe(valid);
      expect(await verifySignature(vector)).toBe(true);
    }
    at(0);
    expect(await verifySignature({ ...vector, toleranceSeconds: 0 })).toBe(true);
    for (const toleranceSeconds of [-1, Number.NaN, 0.5, Number.POSITIVE_INFINITY, '5', null] as never[]) {
      await expect(verifySignature({ ...vector, toleranceSeconds })).rejects.toMatchObject({
        field: 'toleranceSeconds',
      });
    }
  });
});

test('a parsed body is told of once, as no signature of it is valid', async () => {
  vi.resetModules();
  const { verifySignature } = await import('./verify-signature.js');
  const told = vi.spyOn(console, 'warn').mockReturnValue();
  for (const body of [undefined, null, {}, JSON.parse(BODY), JSON.parse(BODY)]) {
    expect(await verifySignature({ ...vector, body })).toBe(false);
  }
  expect(told).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('pass the raw body'));
  told.mockRestore();
});
