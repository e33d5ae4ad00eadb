import app from '../openapi/app.json' with { type: 'json' };
import webhooks from '../openapi/reporting-webhooks.json' with { type: 'json' };
import track from '../openapi/track.json' with { type: 'json' };
import { Contract } from './contract.js';
import { ReportingEvents } from './reporting-events.js';

export { Contract, type Operation, type OperationMatch } from './contract.js';
export { appAnswerType, appTypes } from './generate/app-types.js';
export { listFieldsFile } from './generate/list-fields.js';
export { webhookTypes } from './generate/webhook-types.js';
export { wireTypes } from './generate/wire-types.js';
export type { EventKind, ReportingEvents } from './reporting-events.js';
export type { SampleOptions, Schema } from './sample.js';

/** The App API's OpenAPI document. */
export const appDocument: object = app;

/** The Track API's document, v1 and v2. */
export const trackDocument: object = track;

/** The document of the reporting webhooks. */
export const webhooksDocument: object = webhooks;

/** The Track API, v1 and v2. */
export const trackContract: Contract = new Contract(track);

/** The App API. */
export const appContract: Contract = new Contract(app);

/** What reporting webhooks carry. */
export const reportingEvents: ReportingEvents = new ReportingEvents(webhooks);
