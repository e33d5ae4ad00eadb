import type { IncomingMessage } from 'node:http';
import { appContract, type OperationMatch } from '@cio-internal/contract';
import type { EmulatorAnswer } from '../server/answers.js';
import { parseJson } from '../server/parse-json.js';
import { queryErrors } from '../server/query-errors.js';
import type { Workspace } from '../workspace/workspace.js';
import { campaigns } from './campaigns.js';
import { contentFiles } from './content-files.js';
import { dataFiles } from './data-files.js';
import { messages } from './messages.js';
import { metrics } from './metrics.js';
import { newsletters } from './newsletters.js';
import { people } from './people.js';
import { type AppHandler, appError, type Json, notFound } from './request.js';
import { settings } from './settings.js';

const handlers: Record<string, AppHandler> = {
  ...people,
  ...messages,
  ...campaigns,
  ...newsletters,
  ...metrics,
  ...dataFiles,
  ...contentFiles,
  ...settings,
};

export interface AppOptions {
  appApiKey: string;
  serviceAccountToken: string;
  /** How long exports, imports and broadcasts take, in milliseconds. */
  jobMs: number;
  /** Turns a request away where it is over Customer.io's limit. */
  isOverLimit(bucket: 'app' | 'send' | 'trigger'): boolean;
}

/** What the App API would say, and do. */
export async function answerApp(
  request: IncomingMessage,
  bytes: Buffer,
  { operation, parameters }: OperationMatch,
  workspace: Workspace,
  options: AppOptions,
): Promise<EmulatorAnswer> {
  const [path = '/', search] = (request.url ?? '/').split('?');
  const isSend = path.startsWith('/v1/send/');
  if (!isAuthorized(request, isSend, options))
    return { status: 401, body: { meta: { error: 'Unauthorized request' } } };
  const bucket = isSend ? 'send' : operation.operationId === 'triggerBroadcast' ? 'trigger' : 'app';
  if (options.isOverLimit(bucket)) return { status: 429, body: null };

  const errors: string[] = [];
  for (const [name, schema] of Object.entries(operation.pathParameters)) {
    // The address of a thing that cannot be: it is not found.
    if (appContract.parameterErrors(schema, parameters[name]!).length > 0) return notFound;
  }
  const given = new URLSearchParams(search);
  errors.push(...queryErrors(appContract, operation, given));
  const query = Object.fromEntries(given);
  for (const name of operation.requiredQuery)
    if (query[name] === undefined) errors.push(`${name} is required`);

  let body: unknown;
  let form: FormData | undefined;
  const contentType = request.headers['content-type'] ?? '';
  try {
    if (operation.bodyType === 'multipart/form-data') {
      form = await new Response(new Uint8Array(bytes), {
        headers: { 'content-type': contentType },
      }).formData();
    } else if (bytes.length > 0) {
      body = parseJson(bytes);
    }
  } catch (error) {
    const isForm = operation.bodyType === 'multipart/form-data';
    errors.push(isForm ? `the body is not ${operation.bodyType}` : (error as Error).message);
  }
  if (operation.bodyType === 'application/json') {
    if (body === undefined) errors.push('a body is required');
    else errors.push(...appContract.requestErrors(operation, body));
  }
  if (errors.length > 0) {
    return isSend ? { status: 400, body: { meta: { errors } } } : appError(400, errors.join('; '));
  }
  return handlers[operation.operationId]!({
    workspace,
    app: workspace.app,
    parameters,
    query,
    body: (body ?? {}) as Json,
    ...(form && { form }),
    origin: `http://${request.headers.host}`,
    jobMs: options.jobMs,
  });
}

function isAuthorized({ headers }: IncomingMessage, isSend: boolean, options: AppOptions): boolean {
  if (headers.authorization === `Bearer ${options.appApiKey}`) return true;
  const isAccount = isSend && headers.authorization === `Bearer ${options.serviceAccountToken}`;
  return isAccount && headers['x-workspace-id'] !== undefined;
}

/** A file that the App API gave the URL of. Nobody asks for credentials there: the URL is all that is needed. */
export function downloadFile(url: string, workspace: Workspace): EmulatorAnswer {
  const { pathname, searchParams } = new URL(url, 'http://emulator');
  const [, , kind, name = ''] = pathname.split('/');
  if (kind === 'assets') {
    const asset = workspace.app.assets.get(name);
    if (!asset) return { status: 404, body: null };
    const headers = { 'content-type': String(asset.content_type) };
    return { status: 200, headers, body: null, bytes: asset.bytes as Buffer };
  }
  const row = workspace.app.exports.get(name.replace('.csv', ''));
  if (kind !== 'exports' || !row) return { status: 404, body: null };
  if (searchParams.get('signature') !== row.signature) return { status: 403, body: null };
  const headers = {
    'content-type': 'text/csv',
    'content-disposition': `attachment; filename="export-${row.id}.csv"`,
  };
  return { status: 200, headers, body: null, bytes: Buffer.from(row.csv) };
}
