import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppClient } from '@cio/app-api';
import { TrackClient } from '@cio/track';
import { createNodeHandler } from '@cio/webhooks/node';
import { Controller, Get, Module, Post, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CustomerioModule } from './customerio.module';

// As seen from `dist`.
const packages = require('../../packages.cjs');
const scenario = require('../../scenario.cjs');

class User {
  plan = 'gold';
  created_at = new Date(7000);
}

let count = 0;
const receive = createNodeHandler({
  signingKey: () => process.env.CIO_SIGNING_KEY!,
  onEvent: () => count++,
  onError: () => {},
});

@Controller()
class WebhookController {
  constructor(
    private readonly track: TrackClient,
    private readonly app: AppClient,
  ) {}

  @Post('webhook')
  webhook(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    return receive(request, response);
  }

  @Get('seen')
  seen(): string {
    return String(count);
  }

  @Get('run')
  async run(): Promise<object> {
    await this.track.identify('nest', new User());
    const { customer } = await this.app.customers.getAttributes('nest');
    const result = await scenario.run(packages, JSON.parse(process.env.ECOSYSTEM_PLACE!));
    if (customer?.attributes?.plan !== 'gold') result.call = 'the injected clients do not work';
    return result;
  }
}

@Module({ imports: [CustomerioModule], controllers: [WebhookController] })
class AppModule {}

// `rawBody`: Nest's parser keeps the bytes, which the signature is of.
NestFactory.create(AppModule, { rawBody: true, logger: ['error'] }).then(async (app) => {
  app.enableShutdownHooks();
  await app.listen(Number(process.env.PORT), '127.0.0.1');
});
