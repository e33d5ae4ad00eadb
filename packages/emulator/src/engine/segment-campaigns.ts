// Campaigns that a segment triggers: they start for a person who enters it.
import type {
  CampaignJourneys,
  Conditions,
  StoredCampaign,
  StoredSegmentCampaign,
} from '../store/app-entities.js';
import type { Person } from '../store/person.js';
import { isInSegment } from './audience.js';
import { startJourney } from './campaigns.js';
import { dropFailed } from './drops.js';
import type { WorkspaceState } from './workspace-state.js';

const DAY_SECONDS = 86_400;

const NEVER_INSIDE: CampaignJourneys = { inside: false, count: 0, current: null };

/**
 * Starts the campaigns for whoever enters their segments from now on. A change is looked at when all that happens with it is
 * done: a person who is created has their attributes by then.
 */
export function startSegmentCampaigns(state: WorkspaceState): void {
  const changed = new Set<string>();
  state.changes.subscribe(({ topic, id }) => {
    if (topic !== 'people' || runningCampaigns(state).size === 0) return;
    if (changed.size === 0) {
      queueMicrotask(() => {
        const cioIds = [...changed];
        changed.clear();
        for (const cioId of cioIds) {
          try {
            checkPerson(state, cioId);
          } catch (error) {
            // Nobody waits for this: the response may have been sent.
            dropFailed(state, 'campaign', error);
          }
        }
      });
    }
    changed.add(id);
  });
}

/** Records who is in a new campaign's segments. It starts for those who come in later. */
export function recordMembers(state: WorkspaceState, campaign: StoredSegmentCampaign): void {
  for (const person of state.people) updateJourneys(state, campaign, person, false);
}

/** Looks at a person whose membership changes with time. */
export function checkMembership(state: WorkspaceState, { cio_id }: { cio_id: string }): void {
  checkPerson(state, cio_id);
}

function runningCampaigns({ app }: WorkspaceState) {
  return app.campaigns.by('trigger', 'segment');
}

function checkPerson(state: WorkspaceState, cioId: string): void {
  const person = state.people.get(cioId);
  for (const campaign of [...runningCampaigns(state)]) {
    if (campaign.type !== 'segment') continue;
    if (person) updateJourneys(state, campaign, person, true);
    else state.app.campaignJourneys.delete(`${campaign.id} ${cioId}`);
  }
}

/** Records whether a person is in a campaign's segments, and starts it where they came in. */
function updateJourneys(
  state: WorkspaceState,
  campaign: StoredSegmentCampaign,
  person: Person,
  mayStart: boolean,
): void {
  const { campaignJourneys } = state.app;
  const { id, frequency = 'once' } = campaign;
  const { cio_id } = person;
  const key = `${id} ${cio_id}`;
  const before = campaignJourneys.get(key) ?? NEVER_INSIDE;
  const inside = isInside(state, campaign, person);
  const isStarted =
    mayStart && inside && !before.inside && (frequency === 'every_time' || before.count === 0);
  const count = before.count + (isStarted ? 1 : 0);
  const current = isStarted ? count : inside ? before.current : null;
  const checkAt = nextCheck(state, campaign, person);
  const after: CampaignJourneys = { inside, count, current, ...(checkAt !== undefined && { checkAt }) };
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  campaignJourneys.set(key, after);
  if (checkAt !== undefined && checkAt !== before.checkAt) {
    state.jobs.schedule('segment', { cio_id }, checkAt * 1000);
  }
  if (isStarted) startJourney(state, { campaign_id: id, cio_id, journey: count });
}

/** Whether a person is in all of the segments that trigger and filter a campaign. */
function isInside(
  state: WorkspaceState,
  { trigger_segment_ids = [], filter_segment_ids = [] }: StoredSegmentCampaign,
  person: Person,
): boolean {
  return [...trigger_segment_ids, ...filter_segment_ids].every((id) => isInSegment(state, person, id));
}

/** When events of a person become too old for the segments of a campaign next, in unix seconds. Undefined where none does. */
function nextCheck(state: WorkspaceState, campaign: StoredCampaign, person: Person): number | undefined {
  const { trigger_segment_ids = [], filter_segment_ids = [] } = campaign as StoredSegmentCampaign;
  const now = state.clock.unixSeconds();
  const times = [...trigger_segment_ids, ...filter_segment_ids].flatMap((id) =>
    expiryTimes(state, state.app.segments.get(id)?.conditions, person),
  );
  const coming = times.filter((time) => time > now);
  return coming.length === 0 ? undefined : Math.min(...coming);
}

/** When each event of a person that conditions count is no longer within their days; unix seconds. */
function expiryTimes(state: WorkspaceState, conditions: Conditions | undefined, person: Person): number[] {
  if (!conditions) return [];
  if ('and' in conditions) return conditions.and.flatMap((one) => expiryTimes(state, one, person));
  if ('or' in conditions) return conditions.or.flatMap((one) => expiryTimes(state, one, person));
  if ('not' in conditions) return expiryTimes(state, conditions.not, person);
  if ('segment' in conditions) {
    return expiryTimes(state, state.app.segments.get(conditions.segment.id)?.conditions, person);
  }
  if (!('event' in conditions)) return [];
  const { name, within_days } = conditions.event;
  if (within_days === undefined) return [];
  return person.events
    .filter((event) => event.name === name)
    .map(({ timestamp }) => Math.floor(timestamp + within_days * DAY_SECONDS) + 1);
}
