/** What Customer.io accepts, in bytes of UTF-8 where a string is meant. Beyond, data is dropped or refused. */
export const LIMITS = {
  identifierBytes: 150,
  attributeNameBytes: 150,
  attributes: 300,
  eventNameBytes: 100,
  eventDataBytes: 100_000,
  segmentIds: 1000,
} as const;
