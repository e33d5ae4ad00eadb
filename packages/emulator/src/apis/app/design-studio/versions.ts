import { randomUUID } from 'node:crypto';
import type { AppStore } from '../../../store/app-store.js';
import type { StoredVersion } from '../../../store/design-studio.js';
import { json, noContent } from '../../api.js';
import { AppError } from '../errors.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from '../request.js';
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

function versionOf(request: AppRequest): StoredVersion {
  const version = request.app.designStudio.versions.get(request.parameters.version_id!);
  return orNotFound(
    version?.nodeId === nodeOf(request).id ? version : undefined,
    "the version doesn't exist",
  );
}

/** Keeps an email, with the components in it, as it is now. The last version, where it is the same. */
export function saveVersion(
  { designStudio, clock }: AppStore,
  node: DesignNode,
  about: { name: string; description?: string; createdOnPublish?: boolean },
): { version: StoredVersion; isNew: boolean } {
  const draft = structuredClone(draftOf(node.draft));
  const dependencies = componentsIn(designStudio, draft).map(({ id, name, tag, content }) => ({
    node_id: id,
    node_type: 'COMPONENT' as const,
    name,
    component_name: tag,
    content,
  }));
  const [last] = designStudio.versionsOf(node.id);
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
    created: clock.unixSeconds(),
    nodeName: node.name,
    draft,
    dependencies,
  };
  designStudio.addVersion(version);
  return { version, isNew: true };
}

export const versions = {
  listVersions: (request) => {
    const { start_date, end_date } = request.query;
    if (end_date !== undefined && start_date === undefined) {
      throw new AppError(400, 'end_date needs start_date');
    }
    const inTime = request.app.designStudio
      .versionsOf(nodeOf(request).id)
      .filter(
        ({ created }) =>
          (!start_date || created >= Number(start_date)) && (!end_date || created <= Number(end_date)),
      );
    return json({ versions: inTime.map(view) });
  },
  saveVersion: (request) => {
    const { name, description } = request.body;
    const about = { name, ...(description !== undefined && { description }) };
    const { version, isNew } = saveVersion(request.app, nodeOf(request), about);
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
    request.app.designStudio.deleteVersion(version);
    return noContent;
  },
  // The draft alone goes back, and never the components in it.
  restoreVersion: (request) => {
    const version = versionOf(request);
    const { id, draft, email } = nodeOf(request);
    const { clock, designStudio } = request.app;
    Object.assign(draft, structuredClone(version.draft), { updated: clock.unixSeconds() });
    designStudio.emails.save(email.id);
    return json({ node_id: id, version_id: version.id, restored_node_ids: [id] });
  },
} satisfies AppHandlers;
