import type { Context } from './context.js';

/** A plugin of `@customerio/cdp-analytics-node`. Plugins are not supported: `register` rejects. */
export interface Plugin {
  name: string;
  version: string;
  type: 'before' | 'after' | 'destination' | 'enrichment' | 'utility';
  alternativeNames?: string[];
  isLoaded(): boolean;
  load(ctx: Context, instance: never, config?: never): Promise<unknown>;
  unload?(ctx: Context, instance: never): unknown;
  ready?(): Promise<unknown>;
  track?(ctx: Context): Context | Promise<Context>;
  identify?(ctx: Context): Context | Promise<Context>;
  page?(ctx: Context): Context | Promise<Context>;
  screen?(ctx: Context): Context | Promise<Context>;
  group?(ctx: Context): Context | Promise<Context>;
  alias?(ctx: Context): Context | Promise<Context>;
}
