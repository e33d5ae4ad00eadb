import type {
  DesignStudioContent,
  DesignStudioEnvelopeInput,
  DesignStudioLinkTarget,
  DesignStudioPublishedLanguage,
  DesignStudioTransformers,
  DesignStudioVersionDependency,
} from '../generated/app-types.js';
import { Collection } from './collection.js';
import { MultiMap } from './multi-map.js';
import { RecordMap, type ValueCodec } from './record-map.js';
import type { Table } from './table.js';

export interface StoredFolder {
  id: string;
  name: string;
  parent_folder_id: string | null;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  updated: number;
}

export interface StoredComponent extends StoredFolder {
  tag: string;
  content: string;
}

/** An email's content in one language, its sender, and how its HTML is made. */
export interface Draft {
  content: DesignStudioContent;
  envelope: DesignStudioEnvelopeInput;
  transformers: DesignStudioTransformers;
}

export interface StoredTranslation extends Draft {
  nodeId: string;
  language: string;
  /** Unix seconds. */
  created: number;
  /** Unix seconds. */
  updated: number;
}

export interface StoredVersion {
  id: string;
  /** The email, or the translation of one, that it is a version of. */
  nodeId: string;
  name: string;
  description: string;
  createdOnPublish: boolean;
  /** Unix seconds. */
  created: number;
  nodeName: string;
  draft: Draft;
  dependencies: DesignStudioVersionDependency[];
}

interface Publication {
  isDone: boolean;
  /** Why it failed, as the response tells it. */
  failure?: { status: number; detail: string; meta: Record<string, unknown> | undefined };
  mappings: DesignStudioPublishedLanguage[];
}

export interface StoredEmail extends StoredFolder, Draft {
  is_template: boolean;
  /** By language, apart from the default one. */
  translations: Map<string, StoredTranslation>;
  /** What it is the content of. */
  target?: DesignStudioLinkTarget;
  /** All that was published last, as JSON. */
  published?: string;
  publications: Map<string, Publication>;
}

export interface PreviewRun {
  id: number;
  nodeId: string;
  name: string;
  clientIds: string[];
  /** Why nothing could be shown; undefined where it could. */
  error: string | undefined;
  /** A hash of email, content, devices and day. A run with the same key is the same run. */
  key: string;
  /** Unix seconds. */
  createdAt: number;
  /** When it is done; milliseconds. */
  readyAt: number;
  /** Unix seconds. */
  updatedAt: number;
}

type KeptEmail = Omit<StoredEmail, 'translations' | 'publications'> & {
  translations: [string, StoredTranslation][];
  publications: [string, Publication][];
};

/** An email is kept with the entries of its maps. */
const emailCodec: ValueCodec<StoredEmail> = {
  encode: (email) => ({
    ...email,
    translations: [...email.translations],
    publications: [...email.publications],
  }),
  decode: (record: KeptEmail) => ({
    ...record,
    translations: new Map(record.translations),
    publications: new Map(record.publications),
  }),
};

/** How many previews are free each month. */
export const FREE_CREDITS = 25;

/** The emails, components and folders of Design Studio. */
export class DesignStudio {
  readonly folders = new RecordMap<StoredFolder>();
  readonly emails = new RecordMap<StoredEmail>(emailCodec);
  readonly components = new RecordMap<StoredComponent>();
  readonly previewRuns = new Collection<PreviewRun, 'key' | 'nodeId'>({
    key: ({ key }) => key,
    nodeId: ({ nodeId }) => nodeId,
  });
  readonly versions = new RecordMap<StoredVersion>();
  readonly #counters = new RecordMap<number>();
  readonly #versionsByNode = new MultiMap<string, StoredVersion>();
  /** The email and the language that a translation's id stands for. */
  readonly #translations = new Map<string, { emailId: string; language: string }>();

  /** How many previews the account can make. */
  get credits(): number {
    return this.#counters.get('credits') ?? FREE_CREDITS;
  }

  set credits(credits: number) {
    this.#counters.set('credits', credits);
  }

  /** All that is kept, by name. */
  get tables(): Record<string, Table> {
    const { folders, emails, components, previewRuns, versions } = this;
    return {
      designFolders: folders,
      designEmails: emails,
      designComponents: components,
      designVersions: versions,
      previewRuns,
      designCounters: this.#counters,
    };
  }

  /** Has to be called when all records are restored. */
  restored(): void {
    for (const version of this.versions.values()) this.#versionsByNode.add(version.nodeId, version);
    for (const { id, translations } of this.emails.values()) {
      for (const { nodeId, language } of translations.values()) {
        this.#translations.set(nodeId, { emailId: id, language });
      }
    }
  }

  addVersion(version: StoredVersion): void {
    this.versions.set(version.id, version);
    this.#versionsByNode.add(version.nodeId, version);
  }

  deleteVersion(version: StoredVersion): void {
    this.versions.delete(version.id);
    this.#versionsByNode.delete(version.nodeId, version);
  }

  /** The versions of an email in one language, the newest first. */
  versionsOf(nodeId: string): StoredVersion[] {
    return [...this.#versionsByNode.get(nodeId).newestFirst()];
  }

  addTranslation(email: StoredEmail, translation: StoredTranslation): void {
    const { nodeId, language } = translation;
    email.translations.set(language, translation);
    this.emails.save(email.id);
    this.#translations.set(nodeId, { emailId: email.id, language });
  }

  /** A translation by its own id, and the email that it is of. */
  findTranslation(nodeId: string): { email: StoredEmail; translation: StoredTranslation } | undefined {
    const { emailId, language } = this.#translations.get(nodeId) ?? {};
    const email = this.emails.get(emailId ?? '');
    const translation = email?.translations.get(language ?? '');
    return email && translation?.nodeId === nodeId ? { email, translation } : undefined;
  }
}
