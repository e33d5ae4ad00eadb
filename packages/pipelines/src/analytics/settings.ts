import {
  readOptions,
  requireCount,
  requireCredential,
  requireDuration,
  requireObject,
  requireText,
  ValidationError,
} from '@cio/core';

/** What `new Analytics` takes. */
export interface AnalyticsSettings {
  /** The write key of a source. */
  writeKey: string;
  /** The address of the API. Default `https://cdp.customer.io`; `https://cdp-eu.customer.io` for a workspace in the EU. */
  host?: string | undefined;
  /** The path of the API. Default `/v1/batch`. */
  path?: string | undefined;
  /** How often a request is repeated that failed for a reason that may pass. Default 3. */
  maxRetries?: number | undefined;
  /** The number of messages at which they are sent. Default 15. */
  maxEventsInBatch?: number | undefined;
  /** The same, as `@segment/analytics-node` calls it. */
  flushAt?: number | undefined;
  /** How long a message waits for others, in milliseconds. Default 10,000. */
  flushInterval?: number | undefined;
  /** How long a request may take, in milliseconds. Default 10,000. */
  httpRequestTimeout?: number | undefined;
  /** Sends nothing: every message counts as delivered. Default `false`. */
  disable?: boolean | undefined;
}

/** The settings with their defaults, and the address in two parts. */
export function readSettings(settings: AnalyticsSettings) {
  requireObject('settings', settings);
  const {
    writeKey,
    host = 'https://cdp.customer.io',
    path = '/v1/batch',
    maxRetries = 3,
    maxEventsInBatch = 15,
    flushAt = maxEventsInBatch,
    flushInterval = 10_000,
    httpRequestTimeout = 10_000,
    disable = false,
  } = readOptions(
    settings,
    [
      'writeKey',
      'host',
      'path',
      'maxRetries',
      'maxEventsInBatch',
      'flushAt',
      'flushInterval',
      'httpRequestTimeout',
      'disable',
    ],
    'settings',
  );
  requireCredential('writeKey', writeKey);
  requireCount('maxRetries', maxRetries, 0);
  requireCount('flushAt', flushAt, 0);
  requireDuration('flushInterval', flushInterval);
  requireDuration('httpRequestTimeout', httpRequestTimeout);
  if (typeof disable !== 'boolean') throw new ValidationError('disable', 'expected true or false');
  const url = urlOf(host, path);
  return {
    writeKey,
    baseUrl: url.origin,
    path: (url.pathname.replace(/\/$/, '') || '/') + url.search,
    url: url.href.replace(/\/$/, ''),
    maxRetries,
    flushAt: Math.max(flushAt, 1),
    flushInterval,
    httpRequestTimeout,
    disable,
  };
}

function urlOf(host: string, path: string): URL {
  requireText('host', host);
  requireText('path', path);
  let url: URL;
  try {
    url = new URL(path, host);
  } catch {
    // The cause would quote the URL, which may hold a password.
    throw new ValidationError('host', 'expected an absolute http or https URL');
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new ValidationError('host', 'expected an http or https URL without credentials');
  }
  return url;
}
