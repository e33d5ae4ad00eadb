import { scenario } from './scenario.mjs';

export default {
  async fetch(request) {
    return Response.json(await scenario(await request.json()));
  },
};
