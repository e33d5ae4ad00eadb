import type { IncomingMessage, ServerResponse } from 'node:http';
import { appContract, type OperationMatch, trackContract } from '@cio-internal/contract';
import { type AppOptions, answerApp, downloadFile } from '../app/app-api.js';
import type { Workspace } from '../workspace/workspace.js';
import { acceptedDeviceRequest, acceptedEvent } from './accepted-forms.js';
import {
  badRequest,
  type EmulatorAnswer,
  errorAnswer,
  internalError,
  notFoundPage,
  unauthorized,
} from './answers.js';
import type { Faults } from './faults.js';
import { mediaTypeError } from './media-type.js';
import { parseJson } from './parse-json.js';
import { queryErrors } from './query-errors.js';
import { maxBodyBytes, readBody } from './read-body.js';
import type { RequestLog, SeenRequest } from './request-log.js';
import { trackV1 } from './track-v1.js';
import { trackV2 } from './track-v2.js';
import { isGoneAfter, reset, write, writeBroken } from './write-answer.js';

export interface ApiOptions extends AppOptions {
  workspace: () => Workspace;
  faults: Faults;
  log: RequestLog;
  siteId: string;
  apiKey: string;
  region: 'us' | 'eu';
  /** Makes an effect of a Track request visible: at once, or after `consistencyMs`. */
  apply: (operation: string, effect: () => void) => void;
}

/** Answers one request to Customer.io's own routes, or breaks the answer where a fault waits for it. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  options: ApiOptions,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const [path = '/'] = url.split('?');
  const match = (path.startsWith('/v1/') ? appContract : trackContract).match(method, path);
  const { bytes, complete } = await readBody(request, maxBodyBytes(path));
  const entry = {
    method,
    path: url,
    headers: keptHeaders(request),
    body: keptBody(request, bytes),
    status: null,
  };
  options.log.add(entry);
  const finish = (answer: EmulatorAnswer) => writeLogged(response, entry, path, answer);

  if (!bytes) {
    const message = `the body is over ${maxBodyBytes(path)} bytes`;
    const answer = errorAnswer(path, 413, message, 'too_large');
    return finish(complete ? answer : { ...answer, headers: { connection: 'close' } });
  }
  const unsupported = mediaTypeError(method, request.headers, bytes.length > 0, match?.operation.bodyType);
  if (unsupported) {
    return finish(match ? errorAnswer(path, 415, unsupported) : { status: 404, body: notFoundPage() });
  }

  const answer = () => answerTo(request, bytes, match, options);
  const fault = options.faults.take(method, url);
  if (!fault) return finish(await answer());
  switch (fault.kind) {
    case 'status':
      return finish({ status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? null });
    case 'html':
      return finish({ status: 200, body: notFoundPage() });
    case 'redirect': {
      const location = fault.location === undefined ? {} : { location: fault.location };
      return finish({ status: fault.status ?? 307, headers: location, body: null });
    }
    case 'reset':
      if (fault.when === 'after') await answer();
      return reset(response);
    case 'delay':
      if (await isGoneAfter(response, fault.delayMs)) return;
      return finish(await answer());
    default:
      return writeBroken(response, await answer(), fault);
  }
}

/** Writes an answer, and logs its status: 500 where it cannot be written. */
function writeLogged(
  response: ServerResponse,
  entry: SeenRequest,
  path: string,
  answer: EmulatorAnswer,
): void {
  try {
    write(response, answer);
    entry.status = answer.status;
  } catch (error) {
    write(response, internalError(path, error));
    entry.status = 500;
  }
}

function keptHeaders({ headers }: IncomingMessage): SeenRequest['headers'] {
  // Browsers send the cookies of everything that runs on this machine, whatever its port.
  const { authorization: _, cookie: __, 'proxy-authorization': ___, ...kept } = headers;
  return kept;
}

function keptBody({ headers }: IncomingMessage, bytes: Buffer | undefined): string {
  if (!bytes) return '(too large)';
  const type = headers['content-type']?.split(';')[0];
  // Bytes of a file are nothing to read.
  return type?.startsWith('multipart/') ? `(${bytes.length} bytes of ${type})` : bytes.toString();
}

/** What Customer.io would say, and do. What fails inside is told as a 500 with its reason. */
async function answerTo(
  request: IncomingMessage,
  bytes: Buffer,
  match: OperationMatch | undefined,
  options: ApiOptions,
): Promise<EmulatorAnswer> {
  const { url = '/' } = request;
  const [path = '/'] = url.split('?');
  try {
    if (url.startsWith('/_downloads/')) return downloadFile(url, options.workspace());
    if (!match) return { status: 404, body: notFoundPage() };
    if (path.startsWith('/v1/')) return await answerApp(request, bytes, match, options.workspace(), options);
    return answerTrack(request, bytes, match, options);
  } catch (error) {
    return internalError(path, error);
  }
}

/** Which bodies of version 1 have accepted forms, by their operation. */
const ACCEPTED_FORMS = new Map([
  ['track', acceptedEvent],
  ['trackAnonymous', acceptedEvent],
  ['add_device', acceptedDeviceRequest],
]);

/** What the Track API would say, and do. */
function answerTrack(
  request: IncomingMessage,
  bytes: Buffer,
  { operation, parameters }: OperationMatch,
  options: ApiOptions,
): EmulatorAnswer {
  const [path = '/', search] = (request.url ?? '/').split('?');
  const expected = `Basic ${Buffer.from(`${options.siteId}:${options.apiKey}`).toString('base64')}`;
  if (operation.authorized && request.headers.authorization !== expected) return unauthorized;

  let given: unknown;
  try {
    given = bytes.length === 0 ? undefined : parseJson(bytes);
  } catch (error) {
    return errorAnswer(path, 400, (error as Error).message);
  }
  const workspace = options.workspace();
  const apply = (effect: () => void) => options.apply(operation.operationId, effect);
  if (path.startsWith('/api/v2/')) return trackV2(operation.operationId, workspace, given, apply);
  const accepted = ACCEPTED_FORMS.get(operation.operationId);
  const body = accepted ? accepted(given) : given;
  const query = new URLSearchParams(search);
  const errors = [
    ...trackContract.requestErrors(operation, body),
    ...queryErrors(trackContract, operation, query),
  ];
  if (errors.length > 0) return badRequest(errors);
  for (const field of trackContract.unknownFields(operation, body)) {
    workspace.drop(operation.operationId, `the field ${field} is not known`);
  }

  const { region } = options;
  return trackV1[operation.operationId]!({
    workspace,
    parameters,
    query,
    body: (body ?? {}) as Record<string, unknown>,
    region,
    apply,
  });
}
