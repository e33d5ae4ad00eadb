import * as packages from '../../../packages.mjs';
import { run } from '../../../scenario.cjs';

export const dynamic = 'force-dynamic';
export const GET = async () => Response.json(await run(packages, JSON.parse(process.env.ECOSYSTEM_PLACE)));
