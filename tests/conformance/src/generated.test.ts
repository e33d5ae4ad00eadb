import { readFileSync } from 'node:fs';
import { appDocument, appTypes, listFieldsFile, trackDocument, wireTypes } from '@cio-internal/contract';
import { expect, test } from 'vitest';

test('the types of the App API are what the contract makes of them', () => {
  const file = new URL('../../../packages/app-api/src/generated/types.ts', import.meta.url);
  // `pnpm generate` writes it anew.
  expect(readFileSync(file, 'utf8')).toBe(appTypes(appDocument));
});

test.each([
  ['app-types.ts', appDocument],
  ['track-types.ts', trackDocument],
])('so are the types that the emulator handles requests with: %s', (name, document) => {
  const file = new URL(`../../../packages/emulator/src/generated/${name}`, import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(wireTypes(document));
});

test('so are the names of the fields that are lists', () => {
  const file = new URL('../../../packages/app-api/src/generated/list-fields.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(listFieldsFile(appDocument));
});
