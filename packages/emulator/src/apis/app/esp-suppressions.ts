import type { EspSuppression } from '../../store/app-entities.js';
import type { AppStore } from '../../store/app-store.js';
import { json, noContent } from '../api.js';
import { cursorPage, nullIfEmpty, slice } from './paging.js';
import type { AppHandlers } from './request.js';

const categoryOf = (kind: string | undefined) => (kind === 'spam_reports' ? 'spam' : 'bounces');

/** The suppressions of one kind: all, those of a domain, or that of an address. */
function suppressionsOf(
  { espSuppressions }: AppStore,
  kind: string,
  { email, domain }: { email?: string | undefined; domain?: string | undefined },
): Iterable<EspSuppression> {
  if (!email) return espSuppressions.list(kind, domain || undefined);
  const suppression = espSuppressions.ofEmail(email).get(kind);
  return suppression && (!domain || email.toLowerCase().endsWith(`@${domain.toLowerCase()}`))
    ? [suppression]
    : [];
}

export const espSuppressions = {
  getSuppression: ({ app, parameters }) => {
    const kinds = app.espSuppressions.ofEmail(parameters.email_address!);
    const [kind] = kinds.keys();
    return json({ category: categoryOf(kind), suppressions: nullIfEmpty([...kinds.values()]) });
  },
  getSuppressionByType: ({ app, parameters, query }) => {
    const { suppression_type = '' } = parameters;
    const matching = suppressionsOf(app, suppression_type, query);
    const page = slice(matching, Number(query.offset), Number(query.limit));
    return json({ category: categoryOf(suppression_type), suppressions: nullIfEmpty(page) });
  },
  getDomainSuppressionsByType: (request) => {
    const { domain_name: domain, suppression_type = '' } = request.parameters;
    const { email } = request.query;
    return cursorPage(suppressionsOf(request.app, suppression_type, { email, domain }), request, (page) => ({
      category: categoryOf(suppression_type),
      suppressions: nullIfEmpty(page),
    }));
  },
  postSuppression: ({ app, parameters }) => {
    const { email_address: email = '', suppression_type = '' } = parameters;
    const suppression = {
      created: app.clock.unixSeconds(),
      email,
      reason: 'added by the API',
      status: '550',
    };
    app.espSuppressions.add(suppression_type, suppression);
    return json({});
  },
  deleteSuppression: ({ app, parameters }) => {
    app.espSuppressions.delete(parameters.suppression_type!, parameters.email_address!);
    return noContent;
  },
} satisfies AppHandlers;
