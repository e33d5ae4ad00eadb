import type { IncomingMessage } from 'node:http';
import { appContract, type Operation, type OperationMatch } from '@cio-internal/contract';
import type { Jobs } from '../engine/jobs.js';
import type { EmulatorAnswer } from '../server/answers.js';
import { parseJson } from '../server/parse-json.js';
import { queryErrors } from '../server/query-errors.js';
import type { RateLimits } from '../server/rate-limits.js';
import type { Workspace } from '../workspace/workspace.js';
import { acceptedBody } from './accepted-forms.js';
import { assets } from './assets.js';
import { broadcasts } from './broadcasts.js';
import { campaigns } from './campaigns.js';
import { collections } from './collections.js';
import { documents } from './design-studio/documents.js';
import { inboxPreviews } from './design-studio/inbox-previews.js';
import { publishing } from './design-studio/publishing.js';
import { rendering } from './design-studio/rendering.js';
import { translations } from './design-studio/translations.js';
import { versions } from './design-studio/versions.js';
import { EARLY_CHECKS } from './early-checks.js';
import { exports } from './exports.js';
import { AppFailure, failureAnswer } from './failure.js';
import { imports } from './imports.js';
import { liveNotifications } from './live-notifications.js';
import { messages } from './messages.js';
import { metrics } from './metrics.js';
import { newsletters } from './newsletters.js';
import { objects } from './objects.js';
import { people } from './people.js';
import type { AppHandler, Json } from './request.js';
import { segments } from './segments.js';
import { sends } from './sends.js';
import { settings } from './settings.js';
import { snippets } from './snippets.js';
import { subscriptionCenter } from './subscription-center.js';
import { transactional } from './transactional.js';

const handlers = new Map<string, AppHandler>(
  Object.entries({
    ...people,
    ...segments,
    ...objects,
    ...subscriptionCenter,
    ...sends,
    ...messages,
    ...transactional,
    ...campaigns,
    ...broadcasts,
    ...newsletters,
    ...metrics,
    ...exports,
    ...imports,
    ...collections,
    ...snippets,
    ...documents,
    ...translations,
    ...versions,
    ...publishing,
    ...rendering,
    ...inboxPreviews,
    ...assets,
    ...settings,
    ...liveNotifications,
  }),
);

export interface AppOptions {
  appApiKey: string;
  serviceAccountToken: string;
  /** How long exports, imports and broadcasts take, in milliseconds. */
  jobMs: number;
  /** How long it takes until what was accepted can be read, in milliseconds. */
  consistencyMs: number;
  jobs: () => Jobs;
  limits: () => RateLimits;
  /** Whether requests over Customer.io's limits are turned away. */
  enforcesLimits: boolean;
}

/** What the App API would say, and do. */
export async function answerApp(
  request: IncomingMessage,
  bytes: Buffer,
  { operation, parameters }: OperationMatch,
  workspace: Workspace,
  options: AppOptions,
): Promise<EmulatorAnswer> {
  try {
    if (operation.authorized) authorize(request, operation, options);
    if (options.enforcesLimits) checkRate(operation, options.limits());
    checkPath(operation, parameters);
    const query = readQuery(request, operation, workspace);
    const { body, form } = await readAppBody(request, bytes, operation, workspace);
    return await handlers.get(operation.operationId)!({
      operation,
      workspace,
      app: workspace.app,
      parameters,
      query,
      body: (body ?? {}) as Json,
      ...(form && { form }),
      headers: request.headers,
      origin: `http://${request.headers.host}`,
      jobMs: options.jobMs,
      consistencyMs: options.consistencyMs,
      jobs: options.jobs(),
      limits: options.limits(),
      enforcesLimits: options.enforcesLimits,
    });
  } catch (error) {
    if (error instanceof Unauthorized)
      return { status: 401, body: { meta: { error: 'Unauthorized request' } } };
    if (error instanceof AppFailure) return failureAnswer(operation, error);
    throw error;
  }
}

class Unauthorized extends Error {}

/** Lets in who has the App API key, and to sends also a service account that says for which workspace. */
function authorize({ headers }: IncomingMessage, { path }: Operation, options: AppOptions): void {
  if (headers.authorization === `Bearer ${options.appApiKey}`) return;
  const isAccount =
    path.startsWith('/v1/send/') && headers.authorization === `Bearer ${options.serviceAccountToken}`;
  const workspaceId = headers['x-workspace-id'];
  if (!isAccount || workspaceId === undefined) throw new Unauthorized();
  if (!/^\d+$/.test(String(workspaceId))) throw new AppFailure(400, 'X-Workspace-Id: expected an integer');
}

function checkRate({ rateLimit = '10/s' }: Operation, limits: RateLimits): void {
  const waitMs = limits.waitMs(rateLimit);
  if (waitMs === 0) return;
  const [requests, time] = rateLimit.split('/') as [string, string];
  const per = time === 's' ? '1s' : time;
  throw new AppFailure(429, `rate limited to ${requests} requests per ${per} (reference emulator)`, {
    headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) },
  });
}

/** The address of a thing that cannot be is a bad request where the operation publishes one, otherwise not found. */
function checkPath(operation: Operation, parameters: Record<string, string>): void {
  const status = operation.failures.includes(400) ? 400 : 404;
  for (const [name, schema] of Object.entries(operation.pathParameters)) {
    const [error] = appContract.parameterErrors(schema, parameters[name]!);
    if (error) throw new AppFailure(status, status === 400 ? error.replace(/^body/, name) : 'not found');
  }
}

/**
 * The query's parameters, with the published defaults. Those that are not known are let through, and noted; an email
 * address is looked for whatever it looks like.
 */
function readQuery(
  { url = '/' }: IncomingMessage,
  operation: Operation,
  workspace: Workspace,
): Record<string, string> {
  const given = new URLSearchParams(url.split('?')[1]);
  const known = new URLSearchParams();
  for (const [name, value] of given) {
    if (Object.hasOwn(operation.query, name)) known.append(name, value);
    else workspace.drop(operation.operationId, `there is no query parameter ${name}`);
  }
  const checked = new URLSearchParams([...known].filter(([name]) => name !== 'email'));
  const errors = queryErrors(appContract, operation, checked);
  const missing = operation.requiredQuery.filter((name) => !known.has(name));
  errors.push(...missing.map((name) => `${name} is required`));
  if (errors.length > 0) throw new AppFailure(400, errors.join('; '));
  const defaults = Object.entries(operation.query).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(known) };
}

async function readAppBody(
  request: IncomingMessage,
  bytes: Buffer,
  operation: Operation,
  workspace: Workspace,
): Promise<{ body?: unknown; form?: FormData }> {
  if (operation.bodyType === 'multipart/form-data') {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(bytes), { headers }).formData().catch(() => undefined);
    if (!form) throw new AppFailure(400, `the body is not ${operation.bodyType}`);
    return { form };
  }
  const body = bytes.length === 0 ? undefined : acceptedBody(operation.operationId, parse(bytes));
  if (!operation.bodyType) return {};
  EARLY_CHECKS.get(operation.operationId)?.(Object(body) as Json);
  const [error] = appContract.requestErrors(operation, body);
  if (error) throw new AppFailure(400, error);
  for (const field of appContract.unknownFields(operation, body)) {
    // Design Studio is the one part that refuses what it does not know.
    if (isStrict(operation, field)) throw new AppFailure(400, `Unknown JSON field: ${field}`);
    workspace.drop(operation.operationId, `the field ${field} is not known`);
  }
  return { body };
}

function isStrict({ path }: Operation, field: string): boolean {
  if (!path.startsWith('/v1/design_studio/')) return false;
  return /\/(folders|components)/.test(path) || /^(content|envelope|transformers)\./.test(field);
}

function parse(bytes: Buffer): unknown {
  try {
    return parseJson(bytes);
  } catch (error) {
    throw new AppFailure(400, (error as Error).message);
  }
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
  const validUntil = row.links.get(searchParams.get('signature') ?? '');
  if (validUntil === undefined || validUntil < Date.now()) return { status: 403, body: null };
  const headers = {
    'content-type': 'text/csv',
    'content-disposition': `attachment; filename="export-${row.id}.csv"`,
  };
  return { status: 200, headers, body: null, bytes: Buffer.from(row.csv) };
}
