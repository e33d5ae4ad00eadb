import { json } from '../api.js';
import type { AppHandlers } from './request.js';

export const info = {
  getCioAllowlist: () => json({ ip_addresses: ['127.0.0.1'] }),
} satisfies AppHandlers;
