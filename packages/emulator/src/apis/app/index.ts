import type { Workspace } from '../../engine/workspace.js';
import type { RequestBodies } from '../../generated/app-types.js';
import type { ApiRequest, ApiResponse } from '../api.js';
import { activities } from './activities.js';
import { assets } from './assets.js';
import { broadcasts } from './broadcasts.js';
import { campaigns } from './campaigns.js';
import { collections } from './collections.js';
import { customers } from './customers.js';
import { dataIndex } from './data-index.js';
import { components } from './design-studio/components.js';
import { emails } from './design-studio/emails.js';
import { folders } from './design-studio/folders.js';
import { inboxPreviews } from './design-studio/inbox-previews.js';
import { languages } from './design-studio/languages.js';
import { versions } from './design-studio/versions.js';
import { AppError, errorResponse } from './errors.js';
import { espSuppressions } from './esp-suppressions.js';
import { exports } from './exports.js';
import { imports } from './imports.js';
import { info } from './info.js';
import { liveNotifications } from './live-notifications.js';
import { messages } from './messages.js';
import { newsletters } from './newsletters.js';
import { objects } from './objects.js';
import { optOuts } from './opt-outs.js';
import { readAppRequest } from './read-request.js';
import { reportingWebhooks } from './reporting-webhooks.js';
import type { AppHandler, OperationId } from './request.js';
import { segments } from './segments.js';
import { senderIdentities } from './sender-identities.js';
import { sends } from './sends.js';
import { snippets } from './snippets.js';
import { subscriptionCenter } from './subscription-center.js';
import { transactional } from './transactional.js';
import { workspaces } from './workspaces.js';

/** The handlers of the App API, by the contract's operation id. A file has the name of the client's resource. */
const handlers: { [Id in OperationId]: AppHandler<RequestBodies[Id]> } = {
  ...activities,
  ...assets,
  ...broadcasts,
  ...campaigns,
  ...collections,
  ...components,
  ...customers,
  ...dataIndex,
  ...emails,
  ...espSuppressions,
  ...exports,
  ...folders,
  ...imports,
  ...inboxPreviews,
  ...info,
  ...languages,
  ...liveNotifications,
  ...messages,
  ...newsletters,
  ...objects,
  ...optOuts,
  ...reportingWebhooks,
  ...segments,
  ...senderIdentities,
  ...sends,
  ...snippets,
  ...subscriptionCenter,
  ...transactional,
  ...versions,
  ...workspaces,
};

/** Handles a request to the App API. */
export async function handleAppRequest(request: ApiRequest, workspace: Workspace): Promise<ApiResponse> {
  const { operation } = request;
  try {
    const appRequest = await readAppRequest(request, workspace);
    // The body has been validated against the contract, which the types are made from.
    const handler = handlers[operation.operationId as OperationId] as AppHandler;
    return await handler(appRequest);
  } catch (error) {
    if (error instanceof AppError) return errorResponse(operation, error);
    throw error;
  }
}
