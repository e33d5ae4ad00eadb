import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Contract, trackContract } from '@cio-internal/contract';
import { type AppOptions, answerApp, downloadFile } from '../app/app-api.js';
import type { Workspace } from '../workspace/workspace.js';
import { badRequest, type EmulatorAnswer, notFoundPage, unauthorized } from './answers.js';
import { reset, write, writeBroken } from './break-answer.js';
import type { Faults } from './faults.js';
import { trackV1 } from './track-v1.js';
import { badOperation, trackV2 } from './track-v2.js';

/** A request as the emulator saw it. The credentials are not kept. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Null where the connection was broken instead. */
  status: number | null;
}

export interface ApiOptions extends AppOptions {
  workspace: () => Workspace;
  faults: Faults;
  seen: SeenRequest[];
  siteId: string;
  apiKey: string;
  region: 'us' | 'eu';
}

/** Answers one request to Customer.io's own routes, or breaks the answer where a fault waits for it. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  options: ApiOptions,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  // Bytes of a file are nothing to read.
  const isText = !request.headers['content-type']?.startsWith('multipart/');
  const body = isText
    ? bytes.toString()
    : `(${bytes.length} bytes of ${request.headers['content-type']?.split(';')[0]})`;

  const { authorization: _, ...headers } = request.headers;
  const entry: SeenRequest = { method, path: url, headers, body, status: null };
  options.seen.push(entry);
  const finish = (answer: EmulatorAnswer) => {
    entry.status = answer.status;
    write(response, answer);
  };

  const fault = options.faults.take(method, url);
  switch (fault?.kind) {
    case 'status':
      return finish({ status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? null });
    case 'html':
      return finish({ status: 200, body: notFoundPage() });
    case 'redirect': {
      const location = fault.location === undefined ? {} : { location: fault.location };
      return finish({ status: fault.status ?? 307, headers: location, body: null });
    }
    case 'reset':
      if (fault.when === 'after') await answerTo(request, bytes, options);
      return reset(response);
    case 'delay':
      await sleep(fault.delayMs);
      if (response.destroyed) return;
  }
  const answer = await answerTo(request, bytes, options);
  if (!fault || fault.kind === 'delay') return finish(answer);
  await writeBroken(response, answer, fault);
}

/** What Customer.io would say, and do. */
async function answerTo(
  request: IncomingMessage,
  bytes: Buffer,
  options: ApiOptions,
): Promise<EmulatorAnswer> {
  const { url = '/' } = request;
  if (url.startsWith('/_downloads/')) return downloadFile(url, options.workspace());
  if (url.startsWith('/v1/')) return answerApp(request, bytes, options.workspace(), options);
  return answerTrack(request, bytes.toString(), options);
}

/** What the Track API would say, and do. */
function answerTrack(request: IncomingMessage, text: string, options: ApiOptions): EmulatorAnswer {
  const contract: Contract = trackContract;
  const [path = '/', search] = (request.url ?? '/').split('?');
  const match = contract.match(request.method ?? 'GET', path);
  if (!match) return { status: 404, body: notFoundPage() };

  const { operation, parameters } = match;
  const expected = `Basic ${Buffer.from(`${options.siteId}:${options.apiKey}`).toString('base64')}`;
  if (operation.authorized && request.headers.authorization !== expected) return unauthorized;

  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    return isV2(path) ? badOperation('the body is not JSON') : badRequest(['the body is not JSON']);
  }
  if (isV2(path)) return trackV2(operation.operationId, options.workspace(), body, text);
  const query = new URLSearchParams(search);
  const errors = contract.requestErrors(operation, body);
  for (const [name, value] of query) errors.push(...contract.queryErrors(operation, name, value));
  if (errors.length > 0) return badRequest(errors);

  const { region } = options;
  return trackV1[operation.operationId]!({
    workspace: options.workspace(),
    parameters,
    query,
    body: (body ?? {}) as Record<string, unknown>,
    region,
  });
}

function isV2(path: string): boolean {
  return path.startsWith('/api/v2/');
}
