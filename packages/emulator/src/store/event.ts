export interface StoredEvent {
  /** The ULID it came with, or one made for it. */
  id: string;
  name: string;
  type: 'event' | 'page' | 'screen' | 'viewed_content' | 'clicked_content';
  /** Unix seconds. */
  timestamp: number;
  data: Record<string, unknown>;
  anonymous_id?: string;
}
