import { describeFields } from '../errors/describe-fields.js';
import type { DeadLetter, OutboxStats } from './outbox.js';

/** An outbox and its dead letters as lines of text. Without items and texts of servers, which contain personal data. */
export function describeOutbox(
  { depth, ageSeconds, deadLetters, partitions }: OutboxStats,
  letters: readonly DeadLetter[],
): string[] {
  return [
    `${depth} to be sent${ageSeconds === undefined ? '' : `, ${ageOf(ageSeconds)}`}; ${deadLetters} dead letters`,
    ...partitions.map((one) => `  partition ${one.partition}: ${one.depth}, ${ageOf(one.ageSeconds)}`),
    ...letters.map(describeLetter),
  ];
}

function ageOf(seconds: number): string {
  return `the oldest ${Math.round(seconds)} s old`;
}

function describeLetter({ id, item, reason, deadAt }: DeadLetter): string {
  const status = reason.status === undefined ? '' : ` ${reason.status}`;
  const fields = describeFields(reason.errors);
  return `${id}  ${new Date(deadAt).toISOString()}  ${item.kind}  ${reason.kind}${status}${fields}`;
}
