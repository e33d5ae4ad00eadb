import Redis from 'ioredis';
import { createClient } from 'redis';

/** Connects a client of the library. */
export async function connect(library, url) {
  if (library === 'ioredis') return new Redis(url);
  return createClient({ url }).connect();
}
