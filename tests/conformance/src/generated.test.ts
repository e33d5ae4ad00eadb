import { readFileSync } from 'node:fs';
import { appDocument, appTypes, appWireTypes } from '@cio-internal/contract';
import { expect, test } from 'vitest';

test('the types of the App API are what the contract makes of them', () => {
  const file = new URL('../../../packages/app-api/src/generated/types.ts', import.meta.url);
  // `pnpm generate` writes it anew.
  expect(readFileSync(file, 'utf8')).toBe(appTypes(appDocument));
});

test('the types that the emulator handles requests with are too', () => {
  const file = new URL('../../../packages/emulator/src/generated/app-types.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(appWireTypes(appDocument));
});
