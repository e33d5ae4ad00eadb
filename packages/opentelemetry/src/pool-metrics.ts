import type { ClientStats, HttpClient } from '@cio/core';
import { serverOf } from './server-of.js';
import type { Instruments } from './telemetry.js';

type Clients = Set<WeakRef<HttpClient>>;

/** The clients that each meter observes. Weakly: a client that is not used any more is not kept. */
const observed = new WeakMap<Instruments, Clients>();

/** Observes the connection pool and the waiting calls of a client. */
export function observeClient(http: HttpClient, instruments: Instruments): void {
  let clients = observed.get(instruments);
  if (!clients) {
    clients = new Set();
    observed.set(instruments, clients);
    observeAll(clients, instruments);
  }
  clients.add(new WeakRef(http));
}

/** One callback for all clients: an observation replaces another one with the same attributes. */
function observeAll(clients: Clients, { meter, observable }: Instruments): void {
  const calls = observable('customerio.client.calls');
  const connections = observable('customerio.client.connections');
  meter.addBatchObservableCallback(
    (result) => {
      for (const [baseUrl, stats] of statsByServer(clients)) {
        const { address, port } = serverOf(baseUrl);
        const observe = (instrument: typeof calls, state: string, value: number) =>
          result.observe(instrument, value, {
            'customerio.state': state,
            'server.address': address,
            'server.port': port,
          });
        const limits = stats.flatMap(({ rateLimits }) => Object.values(rateLimits));
        observe(calls, 'in_flight', sum(stats.map(({ inFlight }) => inFlight)));
        observe(calls, 'waiting_for_connection', sum(stats.map(({ waiting }) => waiting)));
        observe(calls, 'waiting_for_rate_limit', sum(limits.map(({ waiting }) => waiting)));
        const pools = stats.flatMap((one) => one.connections ?? []);
        if (pools.length === 0) continue;
        // The clients of a transport share its connections.
        observe(connections, 'in_use', Math.max(...pools.map(({ inUse }) => inUse)));
        observe(connections, 'idle', Math.max(...pools.map(({ idle }) => idle)));
      }
    },
    [calls, connections],
  );
}

function statsByServer(clients: Clients): Map<string, ClientStats[]> {
  const byServer = new Map<string, ClientStats[]>();
  for (const reference of clients) {
    const http = reference.deref();
    if (!http) {
      clients.delete(reference);
      continue;
    }
    const stats = byServer.get(http.baseUrl) ?? [];
    stats.push(http.stats());
    byServer.set(http.baseUrl, stats);
  }
  return byServer;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
