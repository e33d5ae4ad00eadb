import app from '../openapi/app.json' with { type: 'json' };
import track from '../openapi/track.json' with { type: 'json' };
import { withAppOverlay } from './app-overlay.js';
import { Contract } from './contract.js';

export { Contract, type Operation, type OperationMatch } from './contract.js';
export { appTypes } from './generate/app-types.js';
export type { SampleOptions, Schema } from './sample.js';

/** The App API's OpenAPI document, with what is known better put in. */
export const appDocument: object = withAppOverlay(app);

/** The Track API, v1 and v2. */
export const trackContract: Contract = new Contract(track);

/** The App API. */
export const appContract: Contract = new Contract(appDocument);
