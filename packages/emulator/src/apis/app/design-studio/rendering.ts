import { snippetTexts } from '../../../engine/deliveries.js';
import { renderFields } from '../../../engine/liquid.js';
import type { Workspace } from '../../../engine/workspace.js';
import { json } from '../../api.js';
import { AppError } from '../errors.js';
import type { AppHandlers, Json } from '../request.js';
import { compileHtml } from './compile.js';
import { type DesignNode, envelopeView, nodeOf } from './nodes.js';

/** The parts of an email that can have Liquid errors, by the names in a preview. */
const PARTS = [
  'bcc',
  'body',
  'body_amp',
  'body_plain',
  'cc',
  'event',
  'from',
  'layout',
  'message',
  'preheader_text',
  'reply_to',
  'snippets',
  'subject',
  'to',
  'trigger',
];

/** The objects of sample data that a preview can have. */
const DATA = ['campaign', 'event', 'journey', 'message', 'objects'];

/** Mail clients cut off what is longer, in bytes. */
const CLIPPED_AT = 102 * 1024;
/** The points that a review deducts for each finding. */
const POINTS: Record<Severity, number> = { error: 40, warning: 10, tip: 2 };

/** How many links and images a review looks at. */
const MAX_TAGS = 100;
const TAG = /<[^<>]*>/g;

type Severity = 'error' | 'warning' | 'tip';

/** The templates of an email, by the part that they are. */
function templatesOf({ app }: Workspace, { draft }: DesignNode): Record<string, string> {
  const { html, amp, text, subject, preheader_text } = draft.content;
  const { from, reply_to, bcc, recipient } = envelopeView(draft.envelope, { app });
  const parts = {
    body: compileHtml(app.designStudio, html ?? ''),
    body_amp: amp,
    body_plain: text,
    subject,
    preheader_text,
    from,
    reply_to,
    bcc,
    to: recipient,
  };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, part]) => (part ? [[name, String(part)]] : [])),
  );
}

interface RenderedEmail {
  parts: Record<string, string>;
  errors: Record<string, string[]>;
}

/** An email with its Liquid evaluated, and what was wrong with that. */
export function renderEmail(
  workspace: Workspace,
  node: DesignNode,
  data: Json,
  strict: boolean,
): RenderedEmail {
  const errors = Object.fromEntries(PARTS.map((part) => [part, [] as string[]]));
  const scope = {
    customer: (data.customer ?? {}) as Json,
    trigger: data.trigger ?? {},
    snippets: snippetTexts(workspace),
    others: Object.fromEntries(DATA.map((name) => [name, data[name] ?? {}])),
    strict,
  };
  const parts: Record<string, string> = {};
  for (const [name, template] of Object.entries(templatesOf(workspace, node))) {
    const { fields, error } = renderFields({ [name]: template }, scope);
    parts[name] = fields[name]!;
    if (error) errors[name]!.push(error);
  }
  return { parts, errors };
}

/** The errors in an email's Liquid itself, whatever its data. */
export function liquidErrorsOf(workspace: Workspace, node: DesignNode): string[] {
  return Object.values(renderEmail(workspace, node, {}, false).errors).flat();
}

/** The text of HTML, as mail clients show it that show no HTML. */
function plainText(html: string): string {
  return html.replace(TAG, ' ').replace(/\s+/g, ' ').trim();
}

/** The tags of one kind, as they stand in the HTML: at most 100. */
function tagsIn(html: string, name: 'a' | 'img'): RegExpExecArray[] {
  return [...html.matchAll(new RegExp(`<${name}\\s[^<>]*>`, 'gi'))].slice(0, MAX_TAGS);
}

function linksIn(html: string): { url: string; text: string }[] {
  return tagsIn(html, 'a').map(({ 0: tag, index }) => {
    const from = index + tag.length;
    const to = html.indexOf('<', from);
    const text = html.slice(from, to < 0 ? html.length : to).trim();
    return { url: /\shref="([^"]*)"/i.exec(tag)?.[1] ?? '', text };
  });
}

/** Those that are not empty. */
function filled(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}

interface Finding {
  check: string;
  severity: Severity;
  title: string;
}

/** What a review looks at, and what is wrong there. */
const CHECKS: Record<string, (html: string, node: DesignNode, liquidErrors: string[]) => Finding[]> = {
  liquid: (_, __, errors) => errors.map((title) => ({ check: 'liquid', severity: 'error', title })),
  source: (html) =>
    html === '' ? [{ check: 'source', severity: 'error', title: 'the email is empty' }] : [],
  links: (html) =>
    linksIn(html)
      .filter(({ url }) => url === '' || url === '#')
      .map(() => ({ check: 'links', severity: 'warning', title: 'a link leads nowhere' })),
  images: (html) =>
    tagsIn(html, 'img')
      .filter(([image]) => !/\ssrc="[^"]+"/i.test(image))
      .map(() => ({ check: 'images', severity: 'warning', title: 'an image has no source' })),
  accessibility: (html) =>
    tagsIn(html, 'img')
      .filter(([image]) => !/\salt=/i.test(image))
      .map(() => ({
        check: 'accessibility',
        severity: 'warning',
        title: 'an image has no alternative text',
      })),
  spam: (_, { draft }) =>
    /\bfree!!|\$\$\$/i.test(draft.content.subject ?? '')
      ? [{ check: 'spam', severity: 'warning', title: 'the subject looks like spam' }]
      : [],
  unsubscribe: (html) =>
    html.includes('unsubscribe')
      ? []
      : [{ check: 'unsubscribe', severity: 'warning', title: 'there is no link to unsubscribe' }],
  'implied-links': () => [],
  'html-clip': (html) =>
    Buffer.byteLength(html) > CLIPPED_AT
      ? [{ check: 'html-clip', severity: 'warning', title: 'the email is so long that it is clipped' }]
      : [],
  preheader: (_, { draft }) =>
    draft.content.preheader_text
      ? []
      : [{ check: 'preheader', severity: 'tip', title: 'there is no preheader text' }],
};

export const rendering = {
  renderEmail: (request) => {
    const node = nodeOf(request);
    const { html, amp, text } = node.draft.content;
    return json({
      node_id: node.id,
      node_type: 'EMAIL',
      html: compileHtml(request.app.designStudio, html ?? ''),
      ...filled({ amp, text, language: node.language }),
    });
  },
  previewEmail: (request) => {
    const node = nodeOf(request);
    const { parts, errors } = renderEmail(
      request.workspace,
      node,
      { ...request.body },
      request.body.lax !== true,
    );
    const { body: html = '', body_amp, body_plain, subject = '', preheader_text, from } = parts;
    return json({
      node_id: node.id,
      node_type: 'EMAIL',
      html,
      subject,
      errors,
      links: linksIn(html).map((link) => ({ ...link, tracked: true, errors: [] })),
      ...filled({
        amp: body_amp,
        text: body_plain,
        plaintext_body: plainText(html),
        preheader_text,
        from,
        language: node.language,
      }),
    });
  },
  reviewEmail: (request) => {
    const node = nodeOf(request);
    const liquidErrors = liquidErrorsOf(request.workspace, node);
    const html = compileHtml(request.app.designStudio, node.draft.content.html ?? '');
    const findings = Object.values(CHECKS).flatMap((check) => check(html, node, liquidErrors));
    const countOf = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
    const counts = { error: countOf('error'), warning: countOf('warning'), tip: countOf('tip') };
    const points = findings.reduce((sum, { severity }) => sum + POINTS[severity], 0);
    const complete = Object.keys(CHECKS).map((name) => [name, { status: 'complete' }]);
    return json({
      node_id: node.id,
      status: 'complete',
      checks: { ...Object.fromEntries(complete), 'failed-components': { status: 'skipped' } },
      score: { score: Math.max(0, 100 - points), counts },
      findings: findings.map((finding, index) => ({
        ...finding,
        id: `${finding.check}-${index + 1}`,
        state: 'fail',
        summary: finding.title,
        details: finding.title,
      })),
    });
  },
} satisfies AppHandlers;

/** Rejects sample data that is too large, in bytes of JSON. */
export function checkSampleData(data: unknown, maxBytes: number): void {
  if (Buffer.byteLength(JSON.stringify(data ?? {})) > maxBytes) {
    throw new AppError(400, `sample_data: at most ${maxBytes} bytes`);
  }
}
