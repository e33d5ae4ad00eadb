import * as core from '@cio/core/fetch';
import * as opentelemetry from '@cio/opentelemetry';
import * as track from '@cio/track';
import * as undici from '@cio/transport-undici';
import { calls } from './calls.cjs';

await calls({ ...opentelemetry, ...track, ...undici, ...core });
