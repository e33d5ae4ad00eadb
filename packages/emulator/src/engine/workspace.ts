import type { StoredBroadcast, StoredCampaign, StoredSegment } from '../store/app-entities.js';
import type { StoredEvent } from '../store/event.js';
import type { ObjectIdentifiers } from '../store/objects.js';
import type { PersonIdentifier } from '../store/person.js';
import {
  addBroadcast,
  addCampaign,
  addSegment,
  type BroadcastDefinition,
  type CampaignDefinition,
  type SegmentDefinition,
} from './definitions.js';
import { track } from './events.js';
import { addInitialData } from './initial-data.js';
import { identifyObject } from './objects.js';
import { identify } from './people.js';
import { relate } from './relationships.js';
import { startSegmentCampaigns } from './segment-campaigns.js';
import { type WorkspaceOptions, WorkspaceState } from './workspace-state.js';

/**
 * One workspace of Customer.io: what it knows, and what a test prepares in it without a request. The functions behind these
 * methods take a `WorkspaceState`, so that they need not import this file, which imports them.
 */
export class Workspace extends WorkspaceState {
  /** @param isEmpty Whether it is without the initial data: its state is restored, or a seed's. Default false. */
  constructor(options: WorkspaceOptions, isEmpty = false) {
    super(options);
    if (!isEmpty) addInitialData(this.app);
    startSegmentCampaigns(this);
  }

  /** Creates a person or changes their attributes. */
  identify(identifier: PersonIdentifier, body: Record<string, unknown> = {}): void {
    identify(this, identifier, body);
  }

  /**
   * Adds a segment with conditions. Its members are those who meet them at the moment.
   *
   * @throws `ValidationError` with the path of what is not valid.
   */
  addSegment(definition: SegmentDefinition): StoredSegment {
    return addSegment(this.app, definition);
  }

  /**
   * Adds a campaign that an event of a person triggers, or that they come into a segment: emails, at once or after delays.
   *
   * @throws `ValidationError` with the name of what is not valid.
   */
  addCampaign(definition: CampaignDefinition): StoredCampaign {
    return addCampaign(this, definition);
  }

  /** Adds a broadcast that the API triggers. */
  addBroadcast(definition: BroadcastDefinition): StoredBroadcast {
    return addBroadcast(this.app, definition);
  }

  /** Records an event of a person, who is created where there is none. */
  track(identifier: PersonIdentifier, event: StoredEvent): void {
    track(this, identifier, event);
  }

  /** Creates an object or changes its attributes. */
  identifyObject(identifiers: ObjectIdentifiers, attributes: Record<string, unknown> = {}): void {
    identifyObject(this, identifiers, attributes);
  }

  /** Relates a person and an object. Either is created where there is none. */
  relate(
    identifier: PersonIdentifier,
    identifiers: ObjectIdentifiers,
    attributes: Record<string, unknown> = {},
  ): void {
    relate(this, identifier, identifiers, attributes);
  }
}
