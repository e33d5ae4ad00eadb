import type { Workspace } from '../../engine/workspace.js';
import type { ApiResponse } from '../api.js';

/** A file that the App API gave the URL of. Nobody asks for credentials there: the URL is all that is needed. */
export function downloadFile(url: string, workspace: Workspace): ApiResponse {
  const { pathname, searchParams } = new URL(url, 'http://emulator');
  const [, , kind, name = ''] = pathname.split('/');
  if (kind === 'assets') {
    const asset = workspace.app.assets.get(name);
    if (!asset) return { status: 404, body: null };
    const headers = { 'content-type': String(asset.content_type) };
    return { status: 200, headers, body: null, bytes: asset.bytes as Buffer };
  }
  const row = workspace.app.exports.get(name.replace('.csv', ''));
  if (kind !== 'exports' || !row) return { status: 404, body: null };
  const validUntil = row.links.get(searchParams.get('signature') ?? '');
  if (validUntil === undefined || validUntil < Date.now()) return { status: 403, body: null };
  const headers = {
    'content-type': 'text/csv',
    'content-disposition': `attachment; filename="export-${row.id}.csv"`,
  };
  return { status: 200, headers, body: null, bytes: Buffer.from(row.csv) };
}
