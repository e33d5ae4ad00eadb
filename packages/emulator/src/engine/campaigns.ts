import type { StoredEvent } from '../store/event.js';
import type { Person } from '../store/person.js';
import { isInSegment } from './audience.js';
import { deliver } from './deliveries.js';
import { refusalOf } from './preferences.js';
import type { WorkspaceState } from './workspace-state.js';

/** Where a person is in a campaign. */
interface Step {
  campaign_id: number;
  cio_id: string;
  /** The event that triggered it. */
  event_id?: string;
  /** The number of the person's journey, where a segment triggered it. */
  journey?: number;
  /** The number of the step, from 0. */
  step: number;
}

/** Starts the campaigns that an event triggers, for the person who did it. */
export function startCampaigns(state: WorkspaceState, { cio_id }: Person, { id, name }: StoredEvent): void {
  for (const campaign of [...state.app.campaigns.by('event_name', name)]) {
    if (campaign.state !== 'running') continue;
    next(state, { campaign_id: campaign.id, cio_id, event_id: id, step: 0 });
  }
}

/** Starts a campaign for a person who came into its segments. */
export function startJourney(state: WorkspaceState, start: Omit<Step, 'step'>): void {
  next(state, { ...start, step: 0 });
}

/** Takes a step of a campaign, and waits for the next one. It ends where person or campaign are gone, or the person left it. */
export function takeStep(state: WorkspaceState, current: Step): void {
  const { campaign_id, cio_id, event_id, journey, step } = current;
  const { app } = state;
  const campaign = app.campaigns.get(campaign_id);
  const person = state.people.get(cio_id);
  const action = app.actions.get(campaign?.actions?.[step]?.id);
  const isFiltered = campaign?.filter_segment_ids?.some((id) => person && !isInSegment(state, person, id));
  if (!campaign || !person || !action || campaign.state !== 'running' || isFiltered) return;
  const isOver =
    journey !== undefined && app.campaignJourneys.get(`${campaign_id} ${cio_id}`)?.current !== journey;
  if (isOver) return;
  if (action.type === 'email' && action.sending_state !== 'off') {
    const refusal = refusalOf(app, person);
    const event = event_id === undefined ? undefined : state.events.get(event_id);
    const isDraft = action.sending_state === 'draft';
    deliver(state, {
      type: 'email',
      person,
      recipient: action.recipient ?? '',
      content: { ...action, ...action.translations.get(String(person.attributes.language ?? '')) },
      trigger: event?.data ?? {},
      event: event?.data ?? {},
      source: { campaign_id, action_id: action.id },
      templateId: action.id,
      ...(isDraft && { metrics: ['drafted'] }),
      ...(refusal !== undefined && { metrics: ['undeliverable'], failure: refusal }),
    });
  }
  next(state, { ...current, step: step + 1 });
}

function next(state: WorkspaceState, coming: Step): void {
  const { app, clock, jobs } = state;
  const action = app.actions.get(app.campaigns.get(coming.campaign_id)?.actions?.[coming.step]?.id);
  if (!action) return;
  const { delay_seconds = 0 } = action;
  if (delay_seconds > 0) jobs.schedule('campaign', { ...coming }, clock.now() + delay_seconds * 1000);
  else takeStep(state, coming);
}
