import { Store } from '../store/store.js';
import { dropFailed } from './drops.js';
import { Jobs } from './jobs.js';
import type { ReportingEvent } from './webhooks/reporting-event.js';

export interface WorkspaceOptions {
  /** Told of what reporting webhooks report, and what the message said, for those that ask for it. */
  report: (event: ReportingEvent, content?: string) => void;
  /** How long exports, imports and broadcasts take, in milliseconds. */
  jobMs: number;
  /** How long it takes until a write can be read, in milliseconds. */
  consistencyMs: number;
}

/** A store whose changes are reported to webhooks, and the jobs that change it later. */
export class WorkspaceState extends Store {
  /** Told of what reporting webhooks report. */
  readonly report: (event: ReportingEvent, content?: string) => void;
  readonly jobs: Jobs;

  constructor({ report, jobMs, consistencyMs }: WorkspaceOptions) {
    super();
    this.report = report;
    const onError = (name: string, error: unknown) => dropFailed(this, name, error);
    const onDone = (name: string) => this.changes.publish({ topic: 'workspace', id: name, action: 'done' });
    const { clock, scheduled } = this;
    this.jobs = new Jobs({ clock, scheduled, jobMs, consistencyMs, onDone, onError });
  }
}
