import * as packages from '../packages.mjs';
import { place, report } from '../report.mjs';
import { run } from '../scenario.cjs';

run(packages, place).then(report);
