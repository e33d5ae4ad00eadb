const { resolve } = require('node:path');
const webpack = require('webpack');

const [entry] = process.argv.slice(2);
const compiler = webpack({
  mode: 'production',
  target: 'node20',
  entry: resolve(entry),
  output: { path: resolve('out'), filename: 'bundle.cjs' },
});
compiler.run((error, stats) => {
  if (error || stats.hasErrors() || stats.hasWarnings()) {
    console.error(error ?? stats.toString({ all: false, errors: true, warnings: true }));
    process.exitCode = 1;
  }
  compiler.close(() => {});
});
