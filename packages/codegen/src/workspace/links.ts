/** The pages of Customer.io's own site, by the API that a client uses. */
const SITES: Readonly<Record<string, string>> = {
  'https://api.customer.io': 'https://fly.customer.io',
  'https://api-eu.customer.io': 'https://eu.fly.customer.io',
};

/** Where the site has a page for a thing. `last` is the workspace that was open last, as in Customer.io's own documentation. */
const PAGES = {
  campaigns: (id) => `campaigns/${id}`,
  segments: (id) => `segments/${id}`,
  transactional: (id) => `transactional/${id}/overview`,
} satisfies Record<string, (id: string) => string>;

/** The link to a thing of a workspace; undefined for an API that is not Customer.io's own, such as the emulator's. */
export function linkTo(baseUrl: string, kind: keyof typeof PAGES, id: number | string): string | undefined {
  const site = SITES[baseUrl];
  return site && `${site}/workspaces/last/journeys/${PAGES[kind](encodeURIComponent(String(id)))}`;
}
