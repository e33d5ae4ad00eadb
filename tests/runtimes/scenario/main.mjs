import process from 'node:process';
import { scenario } from './scenario.mjs';

console.log(JSON.stringify(await scenario(JSON.parse(process.argv[2]))));
