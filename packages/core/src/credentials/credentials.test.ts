import { expect, test } from 'vitest';
import { basicAuth } from './credentials.js';

test('site id and key, in UTF-8', () => {
  expect(basicAuth({ siteId: 'site', apiKey: 'kéy:x' })).toBe(
    `Basic ${Buffer.from('site:kéy:x').toString('base64')}`,
  );
});

test.each([
  [{ siteId: undefined, apiKey: 'k' }, 'siteId: expected a string that is not blank, got undefined'],
  [{ siteId: '', apiKey: 'k' }, 'siteId: expected a string that is not blank, got an empty string'],
  [{ siteId: '  ', apiKey: 'k' }, 'siteId: expected a string that is not blank, got a blank string'],
  [{ siteId: 5, apiKey: 'k' }, 'siteId: expected a string that is not blank, got 5'],
  [{ siteId: 'a:b', apiKey: 'k' }, 'siteId: expected a string without a colon'],
  [{ siteId: 'a\nb', apiKey: 'k' }, 'siteId: expected a string without line breaks'],
  [{ siteId: 's' }, 'apiKey: expected a string that is not blank, got undefined'],
  [{ siteId: 's', apiKey: 'k\r\n' }, 'apiKey: expected a string without line breaks'],
])('%j: %s', (credentials, message) => {
  expect(() => basicAuth(credentials as { siteId: string; apiKey: string })).toThrow(message);
});
