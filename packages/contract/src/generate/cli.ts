// Writes the types of @cio/app-api.
import { writeFileSync } from 'node:fs';
import { appDocument } from '../index.js';
import { appTypes } from './app-types.js';

writeFileSync(new URL('../../app-api/src/generated/types.ts', import.meta.url), appTypes(appDocument));
