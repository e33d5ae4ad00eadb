import type { IncomingHttpHeaders } from 'node:http';
import type { Operation } from '@cio-internal/contract';
import type { ApiResponse } from '../apis/api.js';
import { AppError, errorResponse } from '../apis/app/errors.js';

/** The only credentials that are accepted. */
export interface Credentials {
  /** Of the Track API, with `apiKey`. */
  siteId: string;
  apiKey: string;
  /** Of the App API. */
  appApiKey: string;
  /** Of the Pipelines API. */
  writeKey: string;
  /** A service account's token for sends, with an `X-Workspace-Id`. */
  serviceAccountToken: string;
}

const UNAUTHORIZED = { meta: { error: 'Unauthorized request' } };

/** The response to a Track request without the right credentials; undefined where they are right. */
export function rejectTrackCredentials(
  headers: IncomingHttpHeaders,
  operation: Operation,
  { siteId, apiKey }: Credentials,
): ApiResponse | undefined {
  const expected = `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`;
  if (!operation.authorized || headers.authorization === expected) return undefined;
  const challenge = 'Basic realm="Customer.io edge event collection"';
  return { status: 401, headers: { 'www-authenticate': challenge }, body: UNAUTHORIZED };
}

/** What a request names a workspace by: the user of Basic, or the token of Bearer. */
export interface NamedCredentials {
  user: string | undefined;
  token: string | undefined;
}

/** The site id or key that a request has, whether or not the rest of its credentials is right. */
export function readCredentials({ authorization = '' }: IncomingHttpHeaders): NamedCredentials {
  const [scheme, value = ''] = authorization.split(' ');
  const [user] = scheme === 'Basic' ? Buffer.from(value, 'base64').toString().split(':') : [];
  return { user, token: scheme === 'Bearer' ? value : undefined };
}

/** The workspace that a service account's request counts, from 1; undefined where it is none of a service account. */
export function serviceWorkspaceId(
  headers: IncomingHttpHeaders,
  { serviceAccountToken }: Credentials,
): number | undefined {
  const isServiceAccount = headers.authorization === `Bearer ${serviceAccountToken}`;
  return isServiceAccount ? Number(headers['x-workspace-id']) : undefined;
}

/** Whether a Pipelines request has the write key as user name, and no password. */
export function hasWriteKey(headers: IncomingHttpHeaders, { writeKey }: Credentials): boolean {
  return headers.authorization === `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
}

/** The same of an App API request: an App API key, or for sends a service account's token. */
export function rejectAppCredentials(
  headers: IncomingHttpHeaders,
  operation: Operation,
  { appApiKey, serviceAccountToken }: Credentials,
): ApiResponse | undefined {
  if (!operation.authorized || headers.authorization === `Bearer ${appApiKey}`) return undefined;
  const isServiceAccount =
    operation.path.startsWith('/v1/send/') && headers.authorization === `Bearer ${serviceAccountToken}`;
  const workspaceId = headers['x-workspace-id'];
  if (!isServiceAccount || workspaceId === undefined) return { status: 401, body: UNAUTHORIZED };
  if (/^\d+$/.test(String(workspaceId))) return undefined;
  return errorResponse(operation, new AppError(400, 'X-Workspace-Id: expected an integer'));
}
