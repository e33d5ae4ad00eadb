import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeBody } from './decode-body.js';

const TEXT = '{"ü":1}';
const decoded = async (body: Buffer, encoding: string, maxBytes = 100) =>
  (await decodeBody(body, encoding, maxBytes)).toString();

test.each([
  ['gzip', gzipSync(TEXT)],
  ['X-GZIP', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
])('%s is decoded', async (encoding, body) => {
  expect(await decoded(body, encoding)).toBe(TEXT);
});

test('a coding that is not known leaves the body as it is, as does no body', async () => {
  expect(await decoded(Buffer.from(TEXT), 'identity')).toBe(TEXT);
  expect(await decoded(Buffer.from(TEXT), 'gzip, zstd')).toBe(TEXT);
  expect(await decoded(Buffer.alloc(0), 'gzip')).toBe('');
});

test('the size of the decoded body is bounded', async () => {
  await expect(decoded(gzipSync(Buffer.alloc(100_000)), 'gzip', 99_999)).rejects.toThrow();
  expect(await decoded(gzipSync(Buffer.alloc(100)), 'gzip')).toHaveLength(100);
});

test('a body that is not of its coding is an error', async () => {
  await expect(decoded(Buffer.from(TEXT), 'gzip')).rejects.toThrow('incorrect header check');
});
