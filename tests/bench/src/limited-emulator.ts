// A local Customer.io that enforces the published limits, in a process of its own.
import { startEmulator } from '@cio/emulator';

const emulator = await startEmulator({ rateLimits: true });
emulator.workspace.identify(['id', 'ada'], { plan: 'gold' });
process.on('message', () => process.send?.(emulator.requests.filter(({ status }) => status === 429).length));
process.send?.({ url: emulator.url, apiKey: emulator.appApiKey });
