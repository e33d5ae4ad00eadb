import { describe, expect, test } from 'vitest';
import { app, call, emulator, serveFile, useEmulator } from '../../test-emulator.js';

useEmulator();

/** Imports a file, and tells what became of its rows. */
async function importCsv(csv: string, type: 'people' | 'object' = 'people') {
  const { url } = await serveFile((_, response) => response.end(csv));
  const about = type === 'people' ? { identifier: 'id' } : { object_type_id: '1' };
  const body = { import: { name: 'x', type, data_file_url: url, ...about } };
  await call('POST', '/v1/imports', body, app());
  const row = () => emulator.workspace.app.imports.all().at(-1)!;
  await expect.poll(() => row().state, { timeout: 20_000 }).toMatch(/imported|failed/);
  return row();
}

const columns = (count: number) => Array.from({ length: count }, (_, n) => `a${n}`);

describe('attributes of an import over a limit', () => {
  test('a name or a value that is too long is left out, and the row imported', async () => {
    const name = 'n'.repeat(151);
    const { rows_imported } = await importCsv(`id,plan,${name},note\nada,gold,x,${'v'.repeat(1001)}\n`);
    expect(rows_imported).toBe(1);
    expect(emulator.workspace.find('ada')?.attributes).toEqual({ plan: 'gold' });
  });

  test.each(['people', 'object'] as const)('more than 300 are an error of the row: %s', async (type) => {
    const key = type === 'people' ? 'id' : 'object_id';
    const line = (count: number) => columns(count).fill('1').join(',');
    const first = await importCsv(`${key},${columns(300)}\nada,${line(300)}\n`, type);
    expect(first).toMatchObject({ rows_imported: 1, rows_to_import: 1 });
    const second = await importCsv(`${key},more\nada,1\neve,1\n`, type);
    expect(second).toMatchObject({ rows_imported: 1, rows_to_import: 2 });
  });
});

describe('an import of events', () => {
  async function importEvents(rows: string) {
    const { url } = await serveFile((_, response) => response.end(`id,name,timestamp\n${rows}`));
    const body = { import: { name: 'x', type: 'event', data_file_url: url, identifier: 'id' } };
    await call('POST', '/v1/imports', body, app());
    const row = () => emulator.workspace.app.imports.all().at(-1)!;
    await expect.poll(() => row().state, { timeout: 20_000 }).toMatch(/imported|failed/);
    return row();
  }

  test('takes unix seconds and ISO 8601 for the time, and is of now without one', async () => {
    const before = Math.floor(Date.now() / 1000);
    await importEvents(
      'ada,a,1714521600\nada,b,2024-05-01\nada,c,2024-05-01T00:00\nada,d,2024-05-01T02:00+02:00\nada,e,\n',
    );
    const { events } = emulator.workspace.find('ada')!;
    expect(events.slice(0, 4).map(({ timestamp }) => timestamp)).toEqual(Array(4).fill(1714521600));
    expect(events[4]!.timestamp).toBeGreaterThanOrEqual(before);
  });

  test('has an error for a row whose time is none, and imports the others', async () => {
    const job = await importEvents('bob,a,yesterday\nbob,,5\n');
    expect(job).toMatchObject({ rows_imported: 1, rows_to_import: 2, error_export_id: expect.any(Number) });
    expect(emulator.workspace.find('bob')!.events).toMatchObject([{ name: 'event', timestamp: 5 }]);
  });
});
