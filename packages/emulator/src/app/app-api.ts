import type { IncomingMessage } from 'node:http';
import { appContract } from '@cio-internal/contract';
import { type EmulatorAnswer, notFoundPage } from '../server/answers.js';
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
  workspace: Workspace,
  options: AppOptions,
): Promise<EmulatorAnswer> {
  const [path = '/', search] = (request.url ?? '/').split('?');
  const match = appContract.match(request.method ?? 'GET', path);
  if (!match) return { status: 404, body: notFoundPage() };
  const { operation, parameters } = match;
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
  const query = Object.fromEntries(new URLSearchParams(search));
  for (const [name, value] of Object.entries(query))
    errors.push(...appContract.queryErrors(operation, name, value));
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
      body = JSON.parse(bytes.toString());
    }
  } catch {
    errors.push(
      `the body is not ${form === undefined && operation.bodyType?.includes('multipart') ? operation.bodyType : 'JSON'}`,
    );
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
    if (asset)
      return {
        status: 200,
        headers: { 'content-type': String(asset.content_type) },
        body: null,
        bytes: asset.bytes as Buffer,
      };
  }
  const row = workspace.app.exports.get(name.replace('.csv', ''));
  if (kind !== 'exports' || !row) return { status: 404, body: null };
  if (searchParams.get('signature') !== row.signature) return { status: 403, body: null };
  return { status: 200, headers: { 'content-type': 'text/csv' }, body: null, bytes: Buffer.from(row.csv) };
}
