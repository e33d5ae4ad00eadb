import { AppClient } from '@cio/app-api';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { TrackClient } from '@cio/track';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';

const place = JSON.parse(process.env.ECOSYSTEM_PLACE!);
const retry = pRetryStrategy();
const track = () =>
  new TrackClient({ siteId: place.siteId, apiKey: place.apiKey, baseUrl: place.url, retry });
const app = () => new AppClient({ apiKey: place.appApiKey, baseUrl: place.url });

@Global()
@Module({
  providers: [
    { provide: TrackClient, useFactory: track },
    { provide: AppClient, useFactory: app },
  ],
  exports: [TrackClient, AppClient],
})
export class CustomerioModule implements OnApplicationShutdown {
  constructor(private readonly track: TrackClient) {}

  onApplicationShutdown(): Promise<void> {
    return this.track.close();
  }
}
