const process = require('node:process');
const { scenario } = require('./scenario.cjs');

scenario(JSON.parse(process.argv[2])).then((result) => console.log(JSON.stringify(result)));
