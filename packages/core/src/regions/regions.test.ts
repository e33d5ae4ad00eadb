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
