import { type HttpClient, requireMethod } from '@cio/core';
import { createHooks } from './hooks.js';
import { observeClient } from './pool-metrics.js';
import { instrumentSource, readTelemetryOptions, type TelemetryOptions } from './telemetry.js';

const instrumented = new WeakSet<HttpClient>();

/**
 * Records spans and metrics of a client's calls, and metrics of its connection pool. Clients that share an `http` share this
 * too: it is instrumented once, with the options of the first call.
 *
 * While no provider of OpenTelemetry is registered, it does nothing: a call costs less than a microsecond more.
 *
 * @param client A client, or its `http`.
 * @param options The tracer and the meter. Default: those of the global providers, also of ones that are registered later.
 * @returns The client.
 * @throws ValidationError for an option that is not valid.
 * @example
 * const track = instrument(new TrackClient({ siteId, apiKey }));
 */
export function instrument<C extends { readonly http: HttpClient } | HttpClient>(
  client: C,
  options?: TelemetryOptions,
): C {
  const read = readTelemetryOptions(options);
  const { http = client as HttpClient } = client as { http?: HttpClient };
  requireMethod('client', http, 'addHooks');
  if (instrumented.has(http)) return client;
  instrumented.add(http);
  // Reading the hooks also observes the pool, when a meter is there: now, or with a later call.
  http.addHooks(
    createHooks(
      read,
      instrumentSource(read, (found) => observeClient(http, found)),
    ),
  );
  return client;
}
