import * as packages from './packages.mjs';
import { scenario } from './scenario.cjs';

export default {
  async fetch(request) {
    if (request.method !== 'POST') return new Response('ready');
    return Response.json(await scenario(packages, await request.json()));
  },
};
