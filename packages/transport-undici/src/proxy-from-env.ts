import type { Dispatcher, EnvHttpProxyAgent } from 'undici';
import { MAX_CONNECTIONS } from './options.js';
import { addDispatcherMethods, UndiciEnvHttpProxyAgent } from './undici.js';

/**
 * A dispatcher that goes through the proxy which the environment names: `HTTPS_PROXY` and `HTTP_PROXY`, but not to the hosts of
 * `NO_PROXY`; in lower case, too. Where none is named it connects by itself. The environment is read now.
 *
 * @param options Those of undici's `EnvHttpProxyAgent`: `requestTls: { ca }` for Customer.io behind a proxy that looks into
 * TLS, `proxyTls` for the connection to the proxy, `httpsProxy` and `noProxy` in place of the environment's.
 */
export function proxyFromEnv(options: EnvHttpProxyAgent.Options = {}): Dispatcher {
  addDispatcherMethods();
  return new UndiciEnvHttpProxyAgent({ connections: MAX_CONNECTIONS, ...options });
}
