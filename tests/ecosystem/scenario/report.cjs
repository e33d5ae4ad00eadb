const { writeFileSync } = require('node:fs');

/** Where Customer.io is for what starts none of its own. */
exports.place = process.env.ECOSYSTEM_PLACE && JSON.parse(process.env.ECOSYSTEM_PLACE);

/** Leaves what came of each step where the table is made. */
exports.report = (result) => writeFileSync(process.env.ECOSYSTEM_RESULT, JSON.stringify(result));
