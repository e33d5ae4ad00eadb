import { requireObject, ValidationError } from '@cio/core';
import { json } from '../../apis/api.js';
import type { Fault } from '../faults.js';
import { type InspectionTarget, NotFoundError, type Routes } from './route.js';
import type { LimitsView } from './types.js';

function limitsView({ rateLimits }: InspectionTarget): LimitsView {
  return { enforced: rateLimits.enforced, usage: rateLimits.usage() };
}

export const faultRoutes: Routes = {
  'GET /faults': ({ target }) => json({ items: target.faults.list() }),
  'POST /faults': ({ target, body }) => {
    return json({ id: target.faults.add(body as Fault) });
  },
  'DELETE /faults': ({ target }) => {
    target.faults.clear();
    return json({});
  },
  'DELETE /faults/:id': ({ target, parameters }) => {
    if (!target.faults.remove(Number(parameters.id))) throw new NotFoundError('there is no such fault');
    return json({});
  },
  'GET /limits': ({ target }) => json(limitsView(target)),
  'PUT /limits': ({ target, body }) => {
    requireObject('body', body);
    if (typeof body.enforced !== 'boolean') throw new ValidationError('enforced', 'expected true or false');
    target.rateLimits.enforced = body.enforced;
    target.live.add('faults', 'limits');
    return json(limitsView(target));
  },
};
