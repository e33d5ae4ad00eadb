import { segmentMembers, segmentSize } from '../../engine/audience.js';
import type { StoredSegment } from '../../store/app-entities.js';
import { json, noContent } from '../api.js';
import { peoplePage } from './customers.js';
import { AppError } from './errors.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from './request.js';

/** A segment as the App API has it: without its conditions. */
const segmentView = ({ conditions: _, ...segment }: StoredSegment): Json => segment;

const segmentOf = ({ app, parameters }: AppRequest): StoredSegment =>
  orNotFound(app.segments.get(parameters.segment_id));

export const segments = {
  listSegments: ({ app }) => json({ segments: app.segments.all().map(segmentView) }),
  createManSegment: ({ app, body }) => {
    const { name, description = '' } = body.segment;
    if (app.segments.by('name', name).size > 0) {
      throw new AppError(400, 'a segment with that name already exists');
    }
    const at = app.clock.unixSeconds();
    const segment = app.segments.add({
      name,
      description,
      state: 'finished',
      progress: null,
      type: 'manual',
      tags: null,
      created_at: at,
      updated_at: at,
    });
    app.segments.update(segment, { deduplicate_id: `${segment.id}:${at}` });
    return json({ segment: segmentView(segment) });
  },
  getSegment: (request) => json({ segment: segmentView(segmentOf(request)) }),
  deleteManSegment: (request) => {
    const { app, workspace } = request;
    const { id, type } = segmentOf(request);
    if (type !== 'manual') throw new AppError(404, 'only manual segments can be deleted');
    app.segments.delete(id);
    workspace.people.clearSegment(id);
    return noContent;
  },
  getSegmentCount: (request) => {
    const { id } = segmentOf(request);
    return json({ segment_id: id, count: segmentSize(request.workspace, id) });
  },
  getSegmentMembership: (request) => {
    const { id } = segmentOf(request);
    return peoplePage(segmentMembers(request.workspace, id), request, { segment_id: id });
  },
  getSegmentDependencies: (request) => {
    const { app } = request;
    const { id } = segmentOf(request);
    const idsOf = (entities: { id: number }[]) => entities.map((entity) => entity.id);
    const campaigns = app.campaigns
      .all()
      .filter(
        (campaign) =>
          campaign.filter_segment_ids?.includes(id) ||
          (campaign.type === 'segment' && campaign.trigger_segment_ids?.includes(id)),
      );
    const newsletters = app.newsletters
      .all()
      .filter(({ recipient_segment_ids }) => recipient_segment_ids?.includes(id));
    return json({
      segment_id: id,
      used_by: {
        campaigns: idsOf(campaigns),
        sent_newsletters: idsOf(newsletters.filter(({ sent_at }) => sent_at)),
        draft_newsletters: idsOf(newsletters.filter(({ sent_at }) => !sent_at)),
      },
    });
  },
} satisfies AppHandlers;
