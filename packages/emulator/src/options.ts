import { MAX_TIMER_MS, requireCount, requireOneOf, requireText, ValidationError } from '@cio/core';
import type { EmulatorOptions } from './emulator.js';

const TEXTS = ['host', 'siteId', 'apiKey', 'appApiKey', 'serviceAccountToken', 'signingKey'] as const;

/** Refuses options that would fail later, or do nothing. */
export function checkOptions(options: EmulatorOptions): void {
  const {
    port,
    jobMs,
    consistencyMs,
    webhookSecondMs,
    region,
    webhook,
    maxKeptRequests,
    maxKeptRequestBytes,
  } = options;
  for (const field of TEXTS) if (options[field] !== undefined) requireText(field, options[field]);
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65_535)) {
    throw new ValidationError('port', 'expected a whole number from 0 to 65535');
  }
  checkMilliseconds('jobMs', jobMs, MAX_TIMER_MS);
  checkMilliseconds('consistencyMs', consistencyMs, MAX_TIMER_MS);
  // An hour of these has to be one of a timer's.
  checkMilliseconds('webhookSecondMs', webhookSecondMs, Math.floor(MAX_TIMER_MS / 3600));
  if (region !== undefined) requireOneOf('region', region, ['us', 'eu']);
  if (webhook !== undefined) {
    if (!/^https?:\/\//i.test(webhook.url)) {
      throw new ValidationError('webhook.url', 'expected an http or https URL');
    }
    requireText('webhook.signingKey', webhook.signingKey);
  }
  if (maxKeptRequests !== undefined) requireCount('maxKeptRequests', maxKeptRequests);
  if (maxKeptRequestBytes !== undefined) requireCount('maxKeptRequestBytes', maxKeptRequestBytes);
  for (const [index, host] of (options.allowedHosts ?? []).entries()) {
    if (typeof host === 'string' && /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(host)) continue;
    throw new ValidationError(
      `allowedHosts[${index}]`,
      'expected a name or an address, without scheme and port',
    );
  }
  for (const [index, origin] of (options.allowedOrigins ?? []).entries()) {
    if (typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin) continue;
    throw new ValidationError(
      `allowedOrigins[${index}]`,
      'expected an origin, such as http://localhost:3000',
    );
  }
}

function checkMilliseconds(field: string, value: unknown, max: number): void {
  if (value === undefined || (typeof value === 'number' && value >= 0 && value <= max)) return;
  throw new ValidationError(field, `expected milliseconds, 0 to ${max}`);
}
