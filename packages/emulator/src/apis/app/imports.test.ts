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
