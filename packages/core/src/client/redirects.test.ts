import { expect, test } from 'vitest';
import { resolveRedirect } from './redirects.js';

const FROM = 'https://track.customer.io/api/v1/customers/5';

test.each([
  ['/x?y=1', 'https://track.customer.io/x?y=1'],
  ['https://track-eu.customer.io/x', 'https://track-eu.customer.io/x'],
  ['//api.customer.io/x', 'https://api.customer.io/x'],
  ['https://user:pass@track-eu.customer.io/x', 'https://track-eu.customer.io/x'],
])('%s is followed', (location, url) => {
  expect(resolveRedirect(FROM, location)).toEqual({ url });
});

test.each([
  'http://track.customer.io/x',
  'https://customer.io.evil.example/x',
  'https://evilcustomer.io/x',
  'https://track.customer.io:8443/x',
  'https://evil.example/?https://track.customer.io',
  'ftp://track.customer.io/x',
  'javascript:alert(1)',
  'blob:https://track.customer.io/5b0c',
  'filesystem:https://track.customer.io/x',
  'https://',
  '',
  undefined,
])('%s is not', (location) => {
  expect(resolveRedirect(FROM, location)).toHaveProperty('refused');
});

test('a server of one own may redirect to itself over http, and nowhere else', () => {
  expect(resolveRedirect('http://127.0.0.1:1/a', '/b')).toEqual({ url: 'http://127.0.0.1:1/b' });
  expect(resolveRedirect('http://127.0.0.1:1/a', 'http://127.0.0.1:2/b')).toHaveProperty('refused');
});

test('why one is refused does not tell its path, query, user or password', () => {
  const { refused } = resolveRedirect(FROM, 'https://ada:secret@evil.example/ada?signature=secret#secret');
  expect(refused).toBe('redirect to https://evil.example refused');
});
