import type { AppData } from '../../store/app-store.js';
import { json, noContent } from '../api.js';
import { type AppHandler, cursorPage, type Json, nullIfEmpty } from './request.js';

const categoryOf = (kind: string | undefined) => (kind === 'spam_reports' ? 'spam' : 'bounces');

/** The suppressed addresses of one kind. */
function suppressed(
  app: AppData,
  kind: string,
  email: string | undefined,
  domain: string | undefined,
): Json[] {
  return [...app.espSuppressions].flatMap(([address, kinds]) => {
    const suppression = kinds.get(kind);
    const isAsked = (!email || address === email) && (!domain || address.endsWith(`@${domain}`));
    return suppression && isAsked ? [suppression] : [];
  });
}

export const espSuppressions: Record<string, AppHandler> = {
  getSuppression: ({ app, parameters }) => {
    const kinds = app.espSuppressions.get(parameters.email_address!);
    const [kind] = [...(kinds?.keys() ?? [])];
    return json({ category: categoryOf(kind), suppressions: nullIfEmpty([...(kinds?.values() ?? [])]) });
  },
  getSuppressionByType: ({ app, parameters, query }) => {
    const { suppression_type = '' } = parameters;
    const all = suppressed(app, suppression_type, query.email, query.domain);
    const offset = Number(query.offset);
    const page = all.slice(offset, offset + Number(query.limit));
    return json({ category: categoryOf(suppression_type), suppressions: nullIfEmpty(page) });
  },
  getDomainSuppressionsByType: (request) => {
    const { domain_name, suppression_type = '' } = request.parameters;
    const all = suppressed(request.app, suppression_type, request.query.email, domain_name);
    return cursorPage(all, request, (page) => ({
      category: categoryOf(suppression_type),
      suppressions: nullIfEmpty(page),
    }));
  },
  postSuppression: ({ app, parameters }) => {
    const { email_address = '', suppression_type = '' } = parameters;
    const kinds = app.espSuppressions.get(email_address) ?? new Map<string, Json>();
    app.espSuppressions.set(email_address, kinds);
    kinds.set(suppression_type, {
      created: Math.floor(Date.now() / 1000),
      email: email_address,
      reason: 'added by the API',
      status: '550',
    });
    return json({});
  },
  deleteSuppression: ({ app, parameters }) => {
    app.espSuppressions.get(parameters.email_address!)?.delete(parameters.suppression_type!);
    return noContent;
  },
};
