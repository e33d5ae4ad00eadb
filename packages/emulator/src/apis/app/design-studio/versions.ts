import { randomUUID } from 'node:crypto';
import type { DesignStudioData, StoredVersion } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { AppError } from '../errors.js';
import { type AppHandler, type AppRequest, type Json, required, seconds } from '../request.js';
import { componentsIn } from './compile.js';
import { type DesignNode, draftOf, envelopeView, nodeOf } from './nodes.js';

function view(version: StoredVersion): Json {
  const { id, nodeId, name, description, createdOnPublish, created } = version;
  return {
    id,
    node_id: nodeId,
    node_type: 'EMAIL',
    name,
    ...(description && { description }),
    created,
    created_on_publish: createdOnPublish,
    feedback: false,
  };
}

/** The versions of an email in one language, the newest first. */
function versionsOf({ versions }: DesignStudioData, node: DesignNode): StoredVersion[] {
  return [...versions.values()].filter(({ nodeId }) => nodeId === node.id).reverse();
}

function versionOf(request: AppRequest): StoredVersion {
  const version = request.app.designStudio.versions.get(request.parameters.version_id!);
  return required(version?.nodeId === nodeOf(request).id ? version : undefined, "the version doesn't exist");
}

/** Keeps an email, with the components in it, as it is now. The last version, where it is the same. */
export function saveVersion(
  data: DesignStudioData,
  node: DesignNode,
  about: { name: string; description?: string; createdOnPublish?: boolean },
): { version: StoredVersion; isNew: boolean } {
  const draft = structuredClone(draftOf(node.draft));
  const dependencies = componentsIn(data, draft).map(({ id, name, tag, content }) => ({
    node_id: id,
    node_type: 'COMPONENT',
    name,
    component_name: tag,
    content,
  }));
  const [last] = versionsOf(data, node);
  const isSame =
    last && JSON.stringify([last.draft, last.dependencies]) === JSON.stringify([draft, dependencies]);
  if (isSame) return { version: last, isNew: false };
  const { name, description = '', createdOnPublish = false } = about;
  const version: StoredVersion = {
    id: randomUUID(),
    nodeId: node.id,
    name,
    description,
    createdOnPublish,
    created: seconds(),
    nodeName: node.name,
    draft,
    dependencies,
  };
  data.versions.set(version.id, version);
  return { version, isNew: true };
}

export const versions: Record<string, AppHandler> = {
  listVersions: (request) => {
    const { start_date, end_date } = request.query;
    if (end_date !== undefined && start_date === undefined) {
      throw new AppError(400, 'end_date needs start_date');
    }
    const inTime = versionsOf(request.app.designStudio, nodeOf(request)).filter(
      ({ created }) =>
        (!start_date || created >= Number(start_date)) && (!end_date || created <= Number(end_date)),
    );
    return json({ versions: inTime.map(view) });
  },
  saveVersion: (request) => {
    const { name, description } = request.body as { name: string; description?: string };
    const about = { name, ...(description !== undefined && { description }) };
    const { version, isNew } = saveVersion(request.app.designStudio, nodeOf(request), about);
    return json({ version: view(version), created: isNew });
  },
  getVersion: (request) => {
    const version = versionOf(request);
    const { content, envelope, transformers } = version.draft;
    const { html = '', subject = '', amp, preheader_text, text } = content;
    return json({
      version: view(version),
      node: {
        node_id: version.nodeId,
        node_type: 'EMAIL',
        name: version.nodeName,
        subject,
        content: html,
        envelope: envelopeView(envelope, request),
        transformers,
        ...Object.fromEntries(Object.entries({ amp, preheader_text, text }).filter(([, value]) => value)),
      },
      dependencies: version.dependencies,
    });
  },
  deleteVersion: (request) => {
    const version = versionOf(request);
    if (version.createdOnPublish) {
      throw new AppError(409, 'cannot delete a version created on publish');
    }
    request.app.designStudio.versions.delete(version.id);
    return noContent;
  },
  // The draft alone goes back, and never the components in it.
  restoreVersion: (request) => {
    const version = versionOf(request);
    const { id, draft } = nodeOf(request);
    Object.assign(draft, structuredClone(version.draft), { updated: seconds() });
    return json({ node_id: id, version_id: version.id, restored_node_ids: [id] });
  },
};
