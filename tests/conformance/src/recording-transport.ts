import type { Transport, TransportRequest } from '@cio/core';

/** What a transport answers every request with. */
export interface CannedResponse {
  status?: number;
  headers?: Record<string, string>;
  /** JSON text, or the text itself. */
  body?: string;
}

/** A transport that sends nothing, keeps what it was given, and answers the same to everything. */
export function recordingTransport({
  status = 200,
  headers = {},
  body = '{}',
}: CannedResponse = {}): Transport & {
  requests: TransportRequest[];
} {
  const requests: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return {
      status,
      headers,
      text: async () => body,
      stream: async function* () {
        yield new TextEncoder().encode(body);
      },
    };
  };
  return Object.assign(transport, { requests });
}
