import { Liquid, Tag, type Template } from 'liquidjs';

/** Tags of Customer.io that write a link, and read nothing of the data. */
const LINKS = ['manage_subscription_preferences_url', 'unsubscribe_url', 'view_in_browser_url'];

class LinkTag extends Tag {
  override *render(): Generator<never, void> {}
}

const liquid = new Liquid({ templates: {}, parseLimit: 2_000_000 });
// A message has no files beside it.
for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];
for (const tag of LINKS) liquid.registerTag(tag, LinkTag);

/**
 * Parses a template, and executes nothing of it.
 *
 * @throws Error where the template is not valid Liquid, or has a tag that is not known.
 */
export function parseTemplate(text: string): Template[] {
  return liquid.parse(text);
}
