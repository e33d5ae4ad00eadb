import { expect, test } from 'vitest';
import type { Region } from './regions.js';
import { resolveBaseUrl, TRACK_HOSTS } from './regions.js';

test('a region is a host', () => {
  expect(resolveBaseUrl(TRACK_HOSTS)).toBe('https://track.customer.io');
  expect(resolveBaseUrl(TRACK_HOSTS, 'eu')).toBe('https://track-eu.customer.io');
  for (const bad of ['de', 'toString', '', null]) {
    expect(() => resolveBaseUrl(TRACK_HOSTS, bad as Region)).toThrow('region: expected "us" or "eu"');
  }
});

test('a baseUrl comes before the region, and loses its last slash', () => {
  expect(resolveBaseUrl(TRACK_HOSTS, 'eu', 'http://localhost:3900')).toBe('http://localhost:3900');
  expect(resolveBaseUrl(TRACK_HOSTS, 'eu', 'https://proxy.example/cio/')).toBe('https://proxy.example/cio');
});

test.each([
  '',
  ' ',
  'localhost:3900',
  '/path',
  'ftp://x.io',
  'https://u:p@x.io',
  'https://x.io?a',
  'https://x.io#a',
  5,
])('baseUrl %j is refused', (baseUrl) => {
  expect(() => resolveBaseUrl(TRACK_HOSTS, 'us', baseUrl as string)).toThrow(/^baseUrl: expected/);
});

test.each(['/v1', '/api/v1', '/api/v2/'])(
  'a baseUrl with %s, which the paths of the methods have',
  (path) => {
    expect(() => resolveBaseUrl(TRACK_HOSTS, 'us', `https://track.customer.io${path}`)).toThrow(
      expect.objectContaining({
        field: 'baseUrl',
        message: expect.stringContaining('expected the address without'),
      }),
    );
    // A gateway may have a path of its own.
    expect(resolveBaseUrl(TRACK_HOSTS, 'us', `https://gateway.example/customerio${path}`)).toContain(
      '/customerio/',
    );
  },
);
