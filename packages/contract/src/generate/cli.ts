// Writes the types that are made from the contract into the packages that carry them.
import { writeFileSync } from 'node:fs';
import { appDocument, trackDocument, webhooksDocument } from '../index.js';
import { appTypes } from './app-types.js';
import { listFieldsFile } from './list-fields.js';
import { webhookTypes } from './webhook-types.js';
import { wireTypes } from './wire-types.js';

writeFileSync(new URL('../../app-api/src/generated/types.ts', import.meta.url), appTypes(appDocument));
writeFileSync(new URL('../../emulator/src/generated/app-types.ts', import.meta.url), wireTypes(appDocument));
writeFileSync(
  new URL('../../emulator/src/generated/track-types.ts', import.meta.url),
  wireTypes(trackDocument),
);
writeFileSync(
  new URL('../../app-api/src/generated/list-fields.ts', import.meta.url),
  listFieldsFile(appDocument),
);
writeFileSync(
  new URL('../../webhooks/src/generated/events.ts', import.meta.url),
  webhookTypes(webhooksDocument),
);
