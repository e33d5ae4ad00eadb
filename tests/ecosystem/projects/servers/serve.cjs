// Runs the scenario against an application that takes webhooks at /webhook and tells at /seen how many it has handled.
const packages = require('../packages.cjs');
const { place, report } = require('../report.cjs');
const { deliverTo, receiverOptions, run } = require('../scenario.cjs');

/** @param start Starts the application with a receiver's options, and resolves with its port and a function that stops it. */
exports.serve = async function serve(start) {
  const { seen, options } = receiverOptions();
  const { port, stop } = await start(options, seen);
  report(await run(packages, place, deliverTo(`http://127.0.0.1:${port}`)));
  await stop();
};

/** What a server of `node:http` that listens has of the two. */
exports.listening = (server) =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const stop = () => {
        server.closeAllConnections?.();
        return new Promise((resolve) => server.close(resolve));
      };
      resolve({ port: server.address().port, stop });
    });
  });
