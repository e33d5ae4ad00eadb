import type { Transport, TransportRequest } from '@cio/core';
import { AppClient, type AppOptions } from './index.js';

export interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A client whose requests are answered by a function. */
export function clientThat(
  answer: (request: TransportRequest, count: number) => Answer | Promise<Answer>,
  options: Partial<AppOptions> = {},
) {
  const requests: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push({
      ...request,
      url: request.url,
      headers: request.headers,
      body: request.body,
      method: request.method,
    });
    const { status = 200, body = {}, headers = {} } = await answer(request, requests.length);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return {
      status,
      headers,
      text: async () => text,
      async *stream() {
        yield body instanceof Uint8Array ? body : new TextEncoder().encode(text);
      },
    };
  };
  const client = new AppClient({
    apiKey: 'key',
    baseUrl: 'http://cio.test',
    rateLimiter: false,
    transport,
    ...options,
  });
  return { client, requests };
}
