export type { WrittenModule } from './module/print-module.js';
export { draftPlan, type PlanOptions } from './plan.js';
export { check, generate, pull } from './pull.js';
