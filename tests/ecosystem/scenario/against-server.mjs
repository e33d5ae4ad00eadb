// node against-server.mjs <program> <arguments, with PORT in them>: starts an application in a process of its own, has it run
// the scenario at /run, and sends webhooks to /webhook.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import * as packages from './packages.mjs';
import { report } from './report.mjs';
import { checkReceiver, deliverTo, KEY } from './scenario.cjs';

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const [program, ...args] = process.argv.slice(2).map((argument) => argument.replace('PORT', String(port)));
const env = { ...process.env, PORT: String(port), CIO_SIGNING_KEY: KEY };
const child = spawn(program, args, { env, stdio: 'inherit' });
const origin = `http://127.0.0.1:${port}`;
for (let attempt = 0; attempt < 300; attempt++) {
  if (
    await fetch(`${origin}/seen`).then(
      (response) => response.ok,
      () => false,
    )
  )
    break;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const result = await (await fetch(`${origin}/run`)).json();
result.webhook = await checkReceiver(packages, deliverTo(origin)).then(
  () => 'ok',
  (error) => error.message,
);
report(result);
child.kill();
