import { expect, test } from 'vitest';
import { HttpClient } from '../client/http-client.js';
import { authorizationOf } from './credentials.js';
import { trackAuthorization, trackHttp } from './track-http.js';

test('site id and key, in UTF-8', () => {
  expect(trackAuthorization({ siteId: 'site', apiKey: 'kéy:x' })).toBe(
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
  expect(() => {
    const { siteId, apiKey } = credentials as { siteId: string; apiKey: string };
    authorizationOf({ siteId, apiKey }, trackAuthorization);
  }).toThrow(message);
});

test('functions are called at the first request, once, and what they return is checked then', () => {
  let calls = 0;
  const header = authorizationOf(
    {
      siteId: 'site',
      apiKey: () => {
        calls++;
        return 'key';
      },
    },
    trackAuthorization,
  ) as () => string;
  expect(calls).toBe(0);
  expect([header(), header()]).toEqual(Array(2).fill(`Basic ${btoa('site:key')}`));
  expect(calls).toBe(1);
});

test.each([
  [() => undefined, 'apiKey: expected a string that is not blank, got undefined'],
  [() => 'a\n', 'apiKey: expected a string without line breaks'],
  [() => Promise.resolve('key'), 'apiKey: expected a string, got a promise: await it before'],
  [async () => Promise.reject(new Error('no vault')), 'apiKey: expected a string, got a promise'],
  [
    () => {
      throw new Error('no vault');
    },
    'apiKey: cannot be read',
  ],
])('%s: %s', (apiKey, message) => {
  const header = authorizationOf(
    { siteId: 's', apiKey: apiKey as () => string },
    trackAuthorization,
  ) as () => string;
  expect(header).toThrow(message);
  // It may be there for the next request.
  expect(header).toThrow(message);
});

test('what is no function is checked at once', () => {
  expect(() => authorizationOf({ siteId: '', apiKey: 'k' }, trackAuthorization)).toThrow('siteId: ');
});

test.each([
  [{ url: 'http://localhost:3900' }, 'url', 'baseUrl'],
  [{ timeout: 5000 }, 'timeout', 'timeoutMs'],
])('an option of another client, as %j, is told where the client is created', (option, field, name) => {
  const options = { siteId: 's', apiKey: 'k', ...option };
  expect(() => trackHttp(options)).toThrow(
    expect.objectContaining({ field, message: expect.stringContaining(`did you mean ${name}?`) }),
  );
  const http = { baseUrl: 'https://x.example', authorization: 'x', ...option };
  expect(() => new HttpClient(http)).toThrow(expect.objectContaining({ field }));
});
