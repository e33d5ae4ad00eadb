import type { Person } from '../store/person.js';
import type { WorkspaceState } from './workspace-state.js';

/** Gives a person the journeys of another through the campaigns that they have not entered themselves: the two are merged. */
export function moveJourneys(state: WorkspaceState, from: Person, into: Person): void {
  const { campaignJourneys, campaigns } = state.app;
  const steps = state.scheduled.all().filter(({ kind }) => kind === 'campaign');
  const stepsOf = (person: Person, campaignId: number) =>
    steps.filter(({ payload }) => payload.cio_id === person.cio_id && payload.campaign_id === campaignId);
  for (const { id } of campaigns) {
    const own = campaignJourneys.get(`${id} ${into.cio_id}`);
    const hasEntered = (own?.count ?? 0) > 0 || stepsOf(into, id).length > 0 || hasMessageOf(state, into, id);
    if (hasEntered) continue;
    const journeys = campaignJourneys.get(`${id} ${from.cio_id}`);
    if (journeys && journeys.count > 0) {
      // When time alone may change whether the person is inside is found out anew.
      const { checkAt: _, ...moved } = journeys;
      campaignJourneys.set(`${id} ${into.cio_id}`, moved);
    }
    for (const step of stepsOf(from, id)) {
      state.scheduled.update(step, { payload: { ...step.payload, cio_id: into.cio_id } });
    }
  }
}

function hasMessageOf({ app }: WorkspaceState, { cio_id }: Person, campaign_id: number): boolean {
  const [message] = app.messages.newestFirst({ by: { cio_id, campaign_id } });
  return message !== undefined;
}
