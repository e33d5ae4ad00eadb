import { startEmulator } from '@cio/emulator';
import * as packages from '../packages.mjs';
import { report } from '../report.mjs';
import { run } from '../scenario.cjs';

report(await run({ ...packages, startEmulator }));
