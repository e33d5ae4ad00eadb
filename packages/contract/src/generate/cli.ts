// Writes the types that are made from the contract into the packages that carry them.
import { writeFileSync } from 'node:fs';
import { appDocument, webhooksDocument } from '../index.js';
import { appTypes } from './app-types.js';
import { listFieldsFile } from './list-fields.js';
import { webhookTypes } from './webhook-types.js';

writeFileSync(new URL('../../app-api/src/generated/types.ts', import.meta.url), appTypes(appDocument));
writeFileSync(
  new URL('../../app-api/src/generated/list-fields.ts', import.meta.url),
  listFieldsFile(appDocument),
);
writeFileSync(
  new URL('../../webhooks/src/generated/events.ts', import.meta.url),
  webhookTypes(webhooksDocument),
);
