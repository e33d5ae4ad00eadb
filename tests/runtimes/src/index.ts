export { installTarballs } from './install-tarballs.js';
export { type Runtime, runtimes, workerd } from './runtimes.js';
export { freePort, startWorkerd, type Worker } from './worker.js';
