import type { Person } from '../../engine/workspace.js';
import { type AppHandler, type AppRequest, cursorPage } from './request.js';

export interface OptOutChange {
  from: string;
  optout: boolean;
  channel?: string;
}

export function changeOptOuts(
  { optOuts }: AppRequest['app'],
  { cio_id }: Person,
  changes: OptOutChange[],
): void {
  for (const { optout, channel = 'sms', ...change } of changes) {
    const from = change.from.trim().toLowerCase();
    const others = (optOuts.get(cio_id) ?? []).filter((one) => one.from !== from || one.channel !== channel);
    optOuts.set(cio_id, optout ? [...others, { from, channel }] : others);
  }
}

export const optOuts: Record<string, AppHandler> = {
  getOptouts: (request) => {
    const { workspace, app, query } = request;
    const from = query.from?.trim().toLowerCase();
    const all = [...app.optOuts].flatMap(([cio_id, optouts]) => {
      const kept = optouts.filter((one) => !from || one.from === from);
      if (kept.length === 0) return [];
      return [{ cio_id, customer_id: workspace.people.get(cio_id)?.id ?? '', optouts: kept }];
    });
    return cursorPage(all, request, (page) => ({ optouts: page }));
  },
};
