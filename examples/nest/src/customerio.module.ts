import { pRetryStrategy } from '@cio/retry-p-retry';
import { TrackClient } from '@cio/track';
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';

// For the emulator; without it the calls go to Customer.io.
const baseUrl = process.env.CIO_URL;
const siteId = process.env.CIO_SITE_ID!;
const apiKey = process.env.CIO_API_KEY!;
const useFactory = () => new TrackClient({ siteId, apiKey, baseUrl, retry: pRetryStrategy() });

/** One client for the whole application, closed with it. */
@Global()
@Module({ providers: [{ provide: TrackClient, useFactory }], exports: [TrackClient] })
export class CustomerioModule implements OnApplicationShutdown {
  constructor(@Inject(TrackClient) private readonly track: TrackClient) {}

  onApplicationShutdown(): Promise<void> {
    return this.track.close({ timeoutMs: 10_000 });
  }
}
