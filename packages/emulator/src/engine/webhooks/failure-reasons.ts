/** Why messages fail, by metric: the text where a report names no reason. */
const FAILURE_REASONS: Readonly<Record<string, string>> = {
  attempted: 'The service did not respond in time; the message is sent again',
  bounced: '550 5.1.1 The recipient does not exist',
  deferred: '451 4.7.1 The receiving server asks to try again later',
  dropped: 'The recipient is on the suppression list',
  failed: 'The message could not be rendered',
  undeliverable: 'The person is unsubscribed',
};

/** The reason for a metric; undefined where the metric is no failure. */
export function failureReason(metric: string): string | undefined {
  return Object.hasOwn(FAILURE_REASONS, metric) ? FAILURE_REASONS[metric] : undefined;
}
