import { type AddressInfo, isIPv6 } from 'node:net';
import { join } from 'node:path';
import { type EmulatorWorkspace, workspaceHandle } from './emulator-workspace.js';
import { createHttpServer } from './http/http-server.js';
import type { InspectionTarget } from './http/inspection/route.js';
import { createRequestListener } from './http/request-listener.js';
import { RequestRecorder } from './http/request-recorder.js';
import { checkOptions, type EmulatorOptions, type WorkspaceKeys, withDefaultKeys } from './options.js';
import { readSeed } from './seed/read-seed.js';
import { WorkspaceRuntime } from './workspace-runtime.js';

/** A local Customer.io, with its first workspace. */
export interface Emulator extends EmulatorWorkspace {
  /** The `baseUrl` for the clients. With a `host` that stands for all addresses, the loopback address. */
  readonly url: string;
  /** All workspaces by their site ids, the first one with them. */
  readonly workspaces: ReadonlyMap<string, EmulatorWorkspace>;
  /** What reporting webhooks are signed with. */
  readonly signingKey: string;
  /** Resolves when every webhook of all workspaces has been accepted by its receiver, or has been tried for seven days. */
  webhooksSettled(): Promise<void>;
  /** Resets all workspaces. */
  reset(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a local Customer.io, and resolves when it listens.
 *
 * @throws `ValidationError` where an option is not valid, with its name; the server's error where it cannot listen.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const {
    port = 0,
    host = '127.0.0.1',
    siteId = 'emulator-site',
    apiKey = 'emulator-key',
    appApiKey = 'emulator-app-key',
    writeKey = 'emulator-write-key',
    serviceAccountToken = 'sa_live_emulator',
    rateLimits = false,
    jobMs = 50,
    consistencyMs = 0,
    signingKey = 'emulator-signing-key',
    webhookRetryDelayScale = 1,
    maxKeptRequests = 10_000,
    maxKeptRequestBytes = 64 * 1024 * 1024,
    region = 'us',
  } = options;
  const workspaceKeys = (options.workspaces ?? []).map(withDefaultKeys);
  const recorder = new RequestRecorder();
  const runtimes: WorkspaceRuntime[] = [];
  const closeAll = () => {
    for (const runtime of runtimes) runtime.close();
  };
  /** Opens a workspace. What goes wrong closes those that were opened before. */
  async function open({ siteId, apiKey, appApiKey, writeKey, seed, webhook }: WorkspaceKeys): Promise<void> {
    const isMain = runtimes.length === 0;
    const { data } = options;
    try {
      runtimes.push(
        new WorkspaceRuntime({
          credentials: { siteId, apiKey, appApiKey, writeKey, serviceAccountToken },
          siteId: isMain ? undefined : siteId,
          data: data === undefined || isMain ? data : join(data, encodeURIComponent(siteId)),
          seed: seed === undefined ? undefined : await readSeed(seed),
          webhook,
          signingKey,
          webhookRetryDelayScale,
          recorder,
          maxKeptRequests,
          maxKeptRequestBytes,
          jobMs,
          consistencyMs,
          rateLimits,
        }),
      );
    } catch (error) {
      closeAll();
      throw error;
    }
  }
  const { seed, webhook } = options;
  await open({ siteId, apiKey, appApiKey, writeKey, seed, webhook });
  for (const keys of workspaceKeys) await open(keys);
  const main = runtimes[0]!;

  const emulator: Emulator = {
    get url() {
      return `http://${reachableAddress(host)}:${(server.address() as AddressInfo).port}`;
    },
    signingKey,
    ...workspaceHandle(main),
    get workspace() {
      return main.workspace;
    },
    get clock() {
      return main.workspace.clock;
    },
    workspaces: new Map(runtimes.map((runtime) => [runtime.credentials.siteId, workspaceHandle(runtime)])),
    webhooksSettled: async () => {
      await Promise.all(runtimes.map((runtime) => runtime.webhooks.settled()));
    },
    reset() {
      for (const runtime of runtimes) runtime.reset();
    },
    async close() {
      // Receivers have this long to take what is left.
      const timeout = new Promise((resolve) => setTimeout(resolve, 100));
      await Promise.race([emulator.webhooksSettled(), timeout]);
      for (const runtime of runtimes) runtime.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      closeAll();
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };

  const siteIds = runtimes.map(({ credentials }) => credentials.siteId);
  const inspectionOf = (runtime: WorkspaceRuntime): InspectionTarget => ({
    siteId: runtime.credentials.siteId,
    siteIds,
    get workspace() {
      return runtime.workspace;
    },
    get rateLimits() {
      return runtime.rateLimits;
    },
    changes: runtime.changes,
    keep: () => runtime.keep(),
    resendWebhook: (delivery) => runtime.webhooks.resend(delivery),
    faults: runtime.faults,
    requests: runtime.requests,
    webhooks: runtime.webhookLog,
    live: runtime.live,
    webhookUrl: runtime.webhookUrl,
    // What is not valid rejects, as it does with the others.
    sendWebhook: async (event) => runtime.sendWebhook(event),
    simulateWebhook: async (simulation) => runtime.simulateWebhook(simulation),
    reset: () => runtime.reset(),
    resetAll: () => emulator.reset(),
  });
  const serve = createRequestListener({
    admin: new Map(runtimes.map((runtime) => [runtime.credentials.siteId, inspectionOf(runtime)])),
    api: { workspaces: runtimes, recorder, region },
    guard: {
      hosts: [reachableAddress(host), ...(options.allowedHosts ?? [])].map((name) => name.toLowerCase()),
      origins: options.allowedOrigins ?? [],
    },
  });
  const server = createHttpServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error) => {
    closeAll();
    throw error;
  });
  return emulator;
}

/** The address that clients use, for the one that a server listens on. */
function reachableAddress(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
