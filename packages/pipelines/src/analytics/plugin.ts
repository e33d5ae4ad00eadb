import type { Context } from './context.js';

/** A plugin of `@customerio/cdp-analytics-node`. Plugins are not supported: `register` rejects. */
export interface Plugin {
  /** Its name. */
  name: string;
  /** Its version. */
  version: string;
  /** When it is called. */
  type: 'before' | 'after' | 'destination' | 'enrichment' | 'utility';
  /** Other names of the integration. */
  alternativeNames?: string[] | undefined;
  /** Whether it is ready. */
  isLoaded(): boolean;
  /** Makes it ready. */
  load(ctx: Context, instance: never, config?: never): Promise<unknown>;
  /** Ends it. */
  unload?(ctx: Context, instance: never): unknown;
  /** Resolves when it is ready. */
  ready?(): Promise<unknown>;
  /** Called with each `track`. */
  track?(ctx: Context): Context | Promise<Context>;
  /** Called with each `identify`. */
  identify?(ctx: Context): Context | Promise<Context>;
  /** Called with each `page`. */
  page?(ctx: Context): Context | Promise<Context>;
  /** Called with each `screen`. */
  screen?(ctx: Context): Context | Promise<Context>;
  /** Called with each `group`. */
  group?(ctx: Context): Context | Promise<Context>;
  /** Called with each `alias`. */
  alias?(ctx: Context): Context | Promise<Context>;
}
