import track from '../openapi/track.json' with { type: 'json' };
import { Contract } from './contract.js';

export { Contract, type Operation, type OperationMatch } from './contract.js';

/** The Track API, v1 and v2. */
export const trackContract: Contract = new Contract(track);
