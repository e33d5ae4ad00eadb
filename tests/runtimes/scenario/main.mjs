import process from 'node:process';
import * as packages from './packages.mjs';
import { scenario } from './scenario.cjs';

console.log(JSON.stringify(await scenario(packages, JSON.parse(process.argv[2]))));
