import { audience } from '../../engine/audience.js';
import { json, noContent } from '../api.js';
import { peoplePage } from './customers.js';
import { AppError } from './errors.js';
import { type AppHandler, type AppRequest, required, seconds } from './request.js';

const segmentOf = ({ app, parameters }: AppRequest) => required(app.segments.get(parameters.segment_id));

export const segments: Record<string, AppHandler> = {
  listSegments: ({ app }) => json({ segments: app.segments.all() }),
  createManSegment: ({ app, body }) => {
    const { name, description = '' } = body.segment as { name: string; description?: string };
    if (app.segments.all().some((segment) => segment.name === name)) {
      throw new AppError(400, 'a segment with that name already exists');
    }
    const at = seconds();
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
    segment.deduplicate_id = `${segment.id}:${at}`;
    return json({ segment });
  },
  getSegment: (request) => json({ segment: segmentOf(request) }),
  // Only manual ones are found here.
  deleteManSegment: (request) => {
    const { app, workspace } = request;
    const { id, type } = segmentOf(request);
    if (type !== 'manual') throw new AppError(404, 'only manual segments can be deleted');
    app.segments.delete(id);
    for (const person of workspace.people.values())
      person.segments = person.segments.filter((one) => one !== id);
    return noContent;
  },
  getSegmentCount: (request) => {
    const segment = segmentOf(request);
    return json({ segment_id: segment.id, count: audience(request.workspace, { segment }).length });
  },
  getSegmentMembership: (request) => {
    const segment = segmentOf(request);
    return peoplePage(audience(request.workspace, { segment }), request, { segment_id: segment.id });
  },
  getSegmentDependencies: (request) => {
    const { app } = request;
    const { id } = segmentOf(request);
    const uses = (ids: unknown) => ((ids ?? []) as number[]).includes(id);
    const campaigns = app.campaigns
      .all()
      .filter((one) => uses(one.trigger_segment_ids) || uses(one.filter_segment_ids));
    const newsletters = app.newsletters.all().filter((one) => uses(one.recipient_segment_ids));
    const ids = (rows: { id: number }[]) => rows.map((row) => row.id);
    return json({
      segment_id: id,
      used_by: {
        campaigns: ids(campaigns),
        sent_newsletters: ids(newsletters.filter((one) => one.sent_at)),
        draft_newsletters: ids(newsletters.filter((one) => !one.sent_at)),
      },
    });
  },
};
