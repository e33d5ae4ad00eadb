import { Hono } from 'hono';
import type { Emulator } from '../emulator.js';
import type { Fault } from './faults.js';
import { page } from './page.js';

/** The emulator's own routes, below `/_emulator`: for a person's browser, and for tests in another process. */
export function admin(emulator: Emulator): Hono {
  const app = new Hono().basePath('/_emulator');
  app.get('/', (c) => c.html(page(emulator.workspace, emulator.requests)));
  app.get('/people', (c) => c.json([...emulator.workspace.people.values()]));
  app.get('/objects', (c) => c.json([...emulator.workspace.objects.values()]));
  // The identifier stands in the query: a path would have to carry "/" and "%".
  app.get('/person', (c) => {
    const person = emulator.workspace.find(c.req.query('identifier') ?? '');
    return person ? c.json(person) : c.json({ error: 'no such person' }, 404);
  });
  app.get('/summary', (c) => {
    const { people, objects, events, duplicates, suppressed, submissions, metrics, dropped } =
      emulator.workspace;
    return c.json({
      people: people.size,
      objects: objects.size,
      events: events.size,
      duplicates,
      suppressed: suppressed.size,
      submissions: submissions.length,
      metrics: metrics.length,
      dropped,
      requests: emulator.requests.length,
    });
  });
  app.get('/requests', (c) => c.json(emulator.requests));
  app.post('/faults', async (c) => {
    emulator.faults.add(await c.req.json<Fault>());
    return c.json({});
  });
  app.delete('/faults', (c) => {
    emulator.faults.clear();
    return c.json({});
  });
  app.post('/reset', (c) => {
    emulator.reset();
    return c.json({});
  });
  app.post('/webhooks', async (c) =>
    c.json({ status: await emulator.sendWebhook(await c.req.json<object>()) }),
  );
  return app;
}
