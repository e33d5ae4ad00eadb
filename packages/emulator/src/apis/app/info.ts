import { json } from '../api.js';
import type { AppHandler } from './request.js';

export const info: Record<string, AppHandler> = {
  getCioAllowlist: () => json({ ip_addresses: ['127.0.0.1'] }),
};
