// What every environment does with the packages that it got its own way, and what came of each step: `ok`, or why not.
// Plain CommonJS, which all of them can load; nothing but the language and `fetch` is used beside the packages.

const KEY = 'a signing key';
exports.KEY = KEY;

/** The steps, in the order of the table's columns. */
exports.STEPS = ['call', 'retried call', 'batch', 'webhook', 'emulator'];

/**
 * @param packages What the packages export, in one object.
 * @param place A Customer.io to talk to: where there is none, the emulator is started here.
 * @param deliver Sends a webhook to the environment's receiver, and resolves with the status; by default there is none.
 */
exports.run = async function run(packages, place, deliver) {
  const started = place ? undefined : await packages.startEmulator();
  const { url, siteId, apiKey, appApiKey } = place ?? started;
  const who = `ada-${Math.random().toString(36).slice(2)}`;
  const { AppClient, isApiError, person, pRetryStrategy, TrackClient, TrackV2Client } = packages;
  const retry = pRetryStrategy({ minTimeoutMs: 1 });
  const attempts = [];
  const hooks = { onCall: (call) => attempts.push(call.attempts) };
  const track = new TrackClient({ siteId, apiKey, baseUrl: url, retry, hooks });
  const app = new AppClient({ apiKey: appApiKey, baseUrl: url, rateLimiter: false });

  const steps = {
    async call() {
      await track.identify(who, { plan: 'gold', at: new Date(5000) });
      const { region } = await track.getRegion();
      equal(region, 'us');
      const wrong = new TrackClient({ siteId, apiKey: 'wrong', baseUrl: url });
      const error = await wrong.identify(who).catch((error) => error);
      equal(isApiError(error) && error.status, 401);
    },
    async 'retried call'() {
      const fault = { kind: 'status', status: 503, times: 2, path: who };
      const set = await fetch(`${url}/_emulator/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
      equal(set.ok, true);
      await track.track(who, 'retried');
      equal(attempts.at(-1), 3);
    },
    async batch() {
      const operations = Array.from({ length: 50 }, (_, n) => person.event({ id: who }, `batched-${n}`));
      const v2 = new TrackV2Client(track.http);
      equal((await v2.sendBatch(operations)).accepted, 50);
      const batcher = v2.batcher();
      const added = batcher.add(person.event({ id: who }, 'gathered'));
      await batcher.flush();
      await added;
    },
    async webhook() {
      await exports.checkReceiver(packages, deliver ?? receiverOf(packages));
    },
    async emulator() {
      const { customer } = await app.customers.getAttributes(who);
      equal(customer.attributes.plan, 'gold');
      const names = new Set();
      for await (const activity of app.customers.getActivities(who, { type: 'event' }))
        names.add(activity.name);
      equal(names.size, 52);
    },
  };

  const result = {};
  for (const name of exports.STEPS) {
    result[name] = await steps[name]().then(
      () => 'ok',
      (error) => `${error?.name}: ${error?.message}`,
    );
  }
  await track.close();
  await app.close();
  await started?.close();
  return result;
};

/** What a receiver has to answer: to a webhook, to the same again, and to one that somebody forged. */
exports.checkReceiver = async function checkReceiver({ signPayload }, deliver) {
  const body = JSON.stringify({
    event_id: `e-${Math.random()}`,
    object_type: 'email',
    metric: 'clicked',
    timestamp: 1692633432,
    data: { href: 'https://example.com/ü' },
  });
  const headers = { ...(await signPayload({ signingKey: KEY, body })), 'content-type': 'application/json' };
  equal((await deliver(headers, body)).join(), '200,1');
  equal((await deliver(headers, body)).join(), '200,1');
  equal((await deliver(headers, `${body} `)).join(), '401,1');
};

/** The options of a receiver, and how many events it has handled. */
exports.receiverOptions = function receiverOptions() {
  const seen = { count: 0 };
  return { seen, options: { signingKey: () => KEY, onEvent: () => seen.count++, onError: () => {} } };
};

function receiverOf({ createWebhookHandler }) {
  const { seen, options } = exports.receiverOptions();
  const receive = createWebhookHandler(options);
  return async (headers, body) => {
    const { status } = await receive(new Request('http://receiver/', { method: 'POST', headers, body }));
    return [status, seen.count];
  };
}

/** Delivers to a server, which tells at `/seen` how many events it has handled. */
exports.deliverTo = (origin) => async (headers, body) => {
  const { status } = await fetch(`${origin}/webhook`, { method: 'POST', headers, body });
  const count = Number(await (await fetch(`${origin}/seen`)).text());
  return [status, count];
};

function equal(actual, expected) {
  if (actual !== expected) throw new Error(`expected ${expected}, got ${actual}`);
}
