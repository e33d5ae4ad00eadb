import type { IncomingMessage, ServerResponse } from 'node:http';
import { TrackClient } from '@cio/track';
import { createNodeHandler } from '@cio/webhooks/node';
import { Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';

class Order {
  readonly total = 54.5;
  readonly placed_at = new Date();
}

const receive = createNodeHandler({
  signingKey: () => process.env.CIO_SIGNING_KEY ?? '',
  on: {
    'email.clicked': (event) => console.log(`${event.data.recipient} went to ${event.data.href}`),
  },
});

@Controller()
export class ShopController {
  constructor(@Inject(TrackClient) private readonly track: TrackClient) {}

  @Post('orders/:customer')
  async order(@Param('customer') customer: string): Promise<object> {
    await this.track.track(customer, 'order_placed', new Order());
    return { ordered: true };
  }

  // With `@Res()` the response is the receiver's.
  @Post('webhooks')
  webhook(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    return receive(request, response);
  }
}
