import { takeStep } from '../../engine/campaigns.js';
import { deliverScheduled } from '../../engine/deliveries.js';
import type { JobHandlers } from '../../engine/jobs.js';
import { checkMembership } from '../../engine/segment-campaigns.js';
import type { Workspace } from '../../engine/workspace.js';
import { sendToFile } from './broadcasts.js';
import { runPublication } from './design-studio/publishing.js';
import { runExport } from './exports.js';
import { runImport } from './imports.js';
import { sendScheduled } from './newsletters.js';

/** What is done later, by its kind. */
export function jobHandlers(workspace: Workspace): JobHandlers {
  return {
    broadcast: (payload: Parameters<typeof sendToFile>[1]) => sendToFile(workspace, payload),
    campaign: (payload: Parameters<typeof takeStep>[1]) => takeStep(workspace, payload),
    export: (payload: Parameters<typeof runExport>[1]) => runExport(workspace, payload),
    import: (payload: Parameters<typeof runImport>[1]) => runImport(workspace, payload),
    message: (payload: Parameters<typeof deliverScheduled>[1]) => deliverScheduled(workspace, payload),
    newsletter: (payload: Parameters<typeof sendScheduled>[1]) => sendScheduled(workspace, payload),
    segment: (payload: Parameters<typeof checkMembership>[1]) => checkMembership(workspace, payload),
    publish: (payload: Parameters<typeof runPublication>[1]) => runPublication(workspace, payload),
  };
}
