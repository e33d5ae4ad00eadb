import type { Workspace } from '../../engine/workspace.js';
import type { ApiResponse } from '../api.js';

/** A file at an address that the App API handed out. It needs no credentials: the address is the secret. */
export function downloadFile(url: string, { app }: Workspace): ApiResponse {
  const { pathname, searchParams } = new URL(url, 'http://emulator');
  const [, , kind, name = ''] = pathname.split('/');
  if (kind === 'assets') {
    const asset = app.assets.get(name);
    if (!asset) return { status: 404, body: null };
    return { status: 200, headers: { 'content-type': asset.content_type }, body: null, bytes: asset.bytes };
  }
  const file = app.exports.get(name.replace('.csv', ''));
  if (kind !== 'exports' || !file) return { status: 404, body: null };
  const validUntil = file.links.get(searchParams.get('signature') ?? '');
  if (validUntil === undefined || validUntil < app.clock.now()) return { status: 403, body: null };
  const headers = {
    'content-type': 'text/csv',
    'content-disposition': `attachment; filename="export-${file.id}.csv"`,
  };
  return { status: 200, headers, body: null, bytes: Buffer.from(file.csv) };
}
