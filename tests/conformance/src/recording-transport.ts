import type { Transport, TransportRequest } from '@cio/core';

/** A transport that sends nothing and keeps what it was given. */
export function recordingTransport(): Transport & { requests: TransportRequest[] } {
  const requests: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
  };
  return Object.assign(transport, { requests });
}
