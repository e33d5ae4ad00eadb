// An emulator with so many people and ten events of each, in a process of its own: `loaded-emulator.js 100000`.
import { startEmulator } from '@cio/emulator';

const people = Number(process.argv[2]);
const EVENTS_EACH = 10;
const PLANS = ['free', 'pro', 'team'];

const emulator = await startEmulator({ maxKeptRequests: 100, jobMs: 0 });
const { workspace } = emulator;
const { app } = workspace;
const now = Math.floor(Date.now() / 1000);

for (const name of ['Half', 'Few']) {
  app.segments.add({ name, type: 'manual', state: 'finished' });
}
for (let i = 0; i < people; i++) {
  const id = `p${i}`;
  const attributes = {
    email: `${id}@example.com`,
    phone: `+1555${String(i).padStart(7, '0')}`,
    first_name: 'Ada',
    plan: PLANS[i % PLANS.length],
    number: i,
  };
  workspace.identify(['id', id], attributes);
  const person = workspace.find(id)!;
  if (i % 2 === 0) workspace.people.addToSegment(person, 2);
  if (i < 50) workspace.people.addToSegment(person, 3);
  workspace.people.addDevice(person, { id: `device-${i}`, platform: 'ios' });
  const object_id = `o${Math.floor(i / 10)}`;
  if (i % 10 === 0) workspace.identifyObject({ object_type_id: '1', object_id }, { number: i });
  workspace.relate(['id', id], { object_type_id: '1', object_id }, { role: 'member' });
  for (let event = 0; event < EVENTS_EACH; event++) {
    workspace.track(['id', id], {
      id: `${id}-${event}`,
      name: event === 0 ? 'signed_up' : 'order_placed',
      type: 'event',
      timestamp: now,
      data: { order: event, total: 12.5 },
    });
  }
  app.messages.add({
    id: `m${i}`,
    type: 'email',
    cio_id: person.cio_id,
    customer_id: id,
    email: attributes.email,
    recipient: attributes.email,
    subject: 'Hello',
    created: now,
    metrics: { created: now, sent: now, delivered: now, ...(i % 10 === 0 && { opened: now }) },
    source: { campaign_id: 1, action_id: 1 },
    transactional_id: 1,
    template_id: 1,
    archived: { id: `m${i}`, body: 'Hello', forgotten: false },
  });
}

process.send?.({
  url: emulator.url,
  siteId: emulator.siteId,
  apiKey: emulator.apiKey,
  appApiKey: emulator.appApiKey,
});
process.on('disconnect', () => process.exit(0));
