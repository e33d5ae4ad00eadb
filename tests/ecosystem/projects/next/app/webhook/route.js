import { receive } from '../receiver.js';

export const POST = (request) => receive(request);
