#!/usr/bin/env node
import { runOutboxCli, UsageError } from '@cio/core/outbox';
import { openClient } from './client/open-client.js';
import { hasOutbox, redisOutbox } from './outbox/redis-outbox.js';

void runOutboxCli(
  {
    command: 'cio-redis',
    flags: {
      url: 'the Redis, default $REDIS_URL or redis://127.0.0.1:6379',
      name: 'the outbox, default outbox',
    },
    async open({ url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', name = 'outbox' }) {
      const { client, close } = await openClient(url).catch((error: Error) => {
        throw new UsageError(`cannot connect to the Redis of --url: ${error.message}`);
      });
      try {
        // Opening an outbox creates it, which a misspelt name should not.
        const outbox = (await hasOutbox(client, name)) && (await redisOutbox(client, { name }));
        if (!outbox) throw new UsageError(`there is no outbox ${name} in this Redis`);
        return { outbox, close: () => outbox.close().finally(close) };
      } catch (error) {
        await close();
        throw error;
      }
    },
  },
  process.argv.slice(2),
);
