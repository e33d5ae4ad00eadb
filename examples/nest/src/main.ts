import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CustomerioModule } from './customerio.module.js';
import { ShopController } from './shop.controller.js';

@Module({ imports: [CustomerioModule], controllers: [ShopController] })
class AppModule {}

// `rawBody` keeps the bytes of the body, which the signature is of.
const app = await NestFactory.create(AppModule, { rawBody: true, logger: ['error', 'warn'] });
app.enableShutdownHooks();
await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
console.log('ready');
