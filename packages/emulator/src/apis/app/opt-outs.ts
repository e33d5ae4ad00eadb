import type { OptOutChange } from '../../generated/app-types.js';
import type { AppStore } from '../../store/app-store.js';
import type { Person } from '../../store/person.js';
import { cursorPage } from './paging.js';
import type { AppHandlers } from './request.js';

/** A number as it is compared. */
const normalizedNumber = (from: string) => from.trim().toLowerCase();

export function changeOptOuts({ optOuts }: AppStore, { cio_id }: Person, changes: OptOutChange[]): void {
  for (const { from, channel = 'sms', optout } of changes) {
    optOuts.set(cio_id, { from: normalizedNumber(from), channel }, optout);
  }
}

export const optOuts = {
  getOptouts: (request) => {
    const { workspace, app, query } = request;
    const from = query.from === undefined ? undefined : normalizedNumber(query.from);
    return cursorPage(app.optOuts.people(from || undefined), request, (page) => ({
      optouts: page.map((cio_id) => ({
        cio_id,
        customer_id: workspace.people.get(cio_id)?.id ?? '',
        optouts: app.optOuts.of(cio_id).filter((one) => !from || one.from === from),
      })),
    }));
  },
} satisfies AppHandlers;
