export { callsOf, type RecordedCalls } from './calls-of.js';
export { readDeadLetterFilter, readDeadLetterPage } from './dead-letter-filter.js';
export {
  type EventItem,
  type MessageInput,
  type OperationInput,
  type OutboxInput,
  type OutboxItem,
  type PipelinesItem,
  readItem,
  type SendItem,
  type StoredCall,
  type TrackItem,
  type TrackV2Item,
} from './items.js';
export { itemKeys, partitionOf } from './ordering-keys.js';
export type {
  Addable,
  AddOptions,
  DeadLetter,
  DeadLetterFilter,
  DeadLetters,
  Outbox,
  OutboxStats,
} from './outbox.js';
export { type OutboxCli, runOutboxCli, UsageError } from './outbox-cli.js';
export { queueEvents } from './queue-events.js';
export { type AddedItem, readAddable, replacementOf } from './read-addable.js';
export type {
  DeadLetterReason,
  HeldPartition,
  OutboxStore,
  Settlement,
  StoredItem,
} from './stored-item.js';
export { startWorker } from './worker.js';
export type {
  OutboxClients,
  OutboxProgress,
  OutboxWait,
  OutboxWorker,
  OutboxWorkerOptions,
} from './worker-options.js';
