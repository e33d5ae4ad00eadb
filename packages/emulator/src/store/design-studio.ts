type Json = Record<string, unknown>;

export type StoredFolder = {
  id: string;
  name: string;
  parent_folder_id: string | null;
  created: number;
  updated: number;
};

export type StoredComponent = StoredFolder & { tag: string; content: string };

/** What an email says in one language, and whom it is from. */
export type Draft = {
  content: Json;
  envelope: Json;
  transformers: Json;
};

export type StoredTranslation = Draft & {
  nodeId: string;
  language: string;
  created: number;
  updated: number;
};

/** What an email is the content of. */
export interface LinkTarget {
  type: 'transactional_message' | 'newsletter' | 'campaign_action';
  transactional_message_id?: number;
  newsletter_id?: number;
  action_id?: number;
}

export interface StoredVersion {
  id: string;
  /** The email, or the translation of one, that it is a version of. */
  nodeId: string;
  name: string;
  description: string;
  createdOnPublish: boolean;
  created: number;
  nodeName: string;
  draft: Draft;
  dependencies: Json[];
}

export interface Publication {
  isDone: boolean;
  /** What it failed with. */
  failure?: Error;
  mappings: Json[];
}

export type StoredEmail = StoredFolder &
  Draft & {
    is_template: boolean;
    /** By language, apart from the default one. */
    translations: Map<string, StoredTranslation>;
    target?: LinkTarget;
    /** All that was published last, as JSON. */
    published?: string;
    publications: Map<string, Publication>;
  };

export interface PreviewRun {
  id: number;
  nodeId: string;
  name: string;
  clientIds: string[];
  /** Why nothing could be shown; undefined where it could. */
  error: string | undefined;
  /** Email, content and devices: the same ones on the same day are the same run. */
  key: string;
  createdAt: number;
  /** When it is done; milliseconds. */
  readyAt: number;
  updatedAt: number;
}

/** How many previews are free each month. */
export const FREE_CREDITS = 25;

/** What lies in Design Studio. */
export class DesignStudioData {
  readonly folders = new Map<string, StoredFolder>();
  readonly emails = new Map<string, StoredEmail>();
  readonly components = new Map<string, StoredComponent>();
  readonly versions = new Map<string, StoredVersion>();
  readonly runs: PreviewRun[] = [];
  credits = FREE_CREDITS;
}
