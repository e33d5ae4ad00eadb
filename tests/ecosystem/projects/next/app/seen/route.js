import { seen } from '../receiver.js';

export const dynamic = 'force-dynamic';
export const GET = () => new Response(String(seen.count));
