const packages = require('../packages.cjs');
const { place, report } = require('../report.cjs');
const { run } = require('../scenario.cjs');

run(packages, place).then(report);
