const { startEmulator } = require('@cio/emulator');
const packages = require('../packages.cjs');
const { report } = require('../report.cjs');
const { run } = require('../scenario.cjs');

run({ ...packages, startEmulator }).then(report);
