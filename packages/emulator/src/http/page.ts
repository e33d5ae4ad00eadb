import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Workspace } from '../engine/workspace.js';
import type { SeenRequest } from './request-log.js';

const SHOWN = 50;

const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1f; }
  table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
  th, td { border-bottom: 1px solid #ddd; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
  td { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
  h2 { margin: 1.5rem 0 0.5rem; font-size: 1.1rem; }
  .counts { display: flex; gap: 2rem; }
`;

/** The page has a style, and no script. Nothing else is loaded, and no page shows it in a frame. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The first so many of a sequence. */
function take<T>(items: Iterable<T>, count: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length === count) break;
    first.push(item);
  }
  return first;
}

/** The page at `/_emulator`: the workspace's people, and the newest requests. */
export function page(workspace: Workspace, seen: readonly SeenRequest[]) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="refresh" content="2" />
        <title>Customer.io emulator</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <h1>Customer.io emulator</h1>
        <p class="counts">
          <span><b>${workspace.people.size}</b> people</span>
          <span><b>${workspace.events.size}</b> events</span>
          <span><b>${workspace.duplicates}</b> duplicates ignored</span>
          <span><b>${workspace.suppressed.size}</b> suppressed</span>
          <span><b>${workspace.dropped.length}</b> silently dropped</span>
        </p>
        <h2>People</h2>
        <table>
          <tr><th>id</th><th>email</th><th>cio_id</th><th>events</th><th>attributes</th></tr>
          ${take(workspace.people.all.newestFirst(), SHOWN).map(
            (person) => html`<tr>
              <td>${person.id ?? ''}</td>
              <td>${person.email ?? ''}</td>
              <td>${person.cio_id}</td>
              <td>${person.events.length}</td>
              <td>${JSON.stringify(person.attributes)}</td>
            </tr>`,
          )}
        </table>
        <h2>Answered with 200, and dropped</h2>
        <table>
          <tr><th>operation</th><th>reason</th></tr>
          ${workspace.dropped
            .slice(-SHOWN)
            .reverse()
            .map(({ operation, reason }) => html`<tr><td>${operation}</td><td>${reason}</td></tr>`)}
        </table>
        <h2>Requests</h2>
        <table>
          <tr><th>status</th><th>request</th><th>body</th></tr>
          ${seen
            .slice(-SHOWN)
            .reverse()
            .map(
              ({ status, method, path, body }) => html`<tr>
              <td>${status ?? 'broken'}</td>
              <td>${method} ${path}</td>
              <td>${body.slice(0, 500)}</td>
            </tr>`,
            )}
        </table>
      </body>
    </html>`;
}
