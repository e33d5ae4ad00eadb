export { Analytics, Analytics as default, type AnalyticsEvents, type Callback } from './analytics.js';
export type { AnalyticsEvent } from './analytics-event.js';
export { Context } from './context.js';
export type * from './params.js';
export type { Plugin } from './plugin.js';
export type { AnalyticsSettings } from './settings.js';
