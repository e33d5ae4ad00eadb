// Adds up the reports that each package's test run leaves, and ends with one line for the whole run.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function summarize(root) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const rows = [];
  for (const group of ['packages', 'examples', 'tests']) {
    for (const name of readdirSync(new URL(`${group}/`, root))) {
      const folder = new URL(`${group}/${name}/`, root);
      const manifest = new URL('package.json', folder);
      if (!existsSync(manifest) || !JSON.parse(readFileSync(manifest, 'utf8')).scripts?.test) continue;
      const report = new URL('.test-results/vitest.json', folder);
      if (!existsSync(report)) {
        // A package whose tests left no report did not get as far as running them.
        sum.failed++;
        rows.push(`${group}/${name}: no report`);
        continue;
      }
      const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
      const row = { passed: 0, failed: 0, skipped: 0 };
      for (const file of testResults) {
        // A file that fails to load has no assertions of its own, and still is a failure.
        if (file.status === 'failed' && file.assertionResults.length === 0) row.failed++;
        for (const test of file.assertionResults) {
          row[test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped']++;
          if (test.status === 'failed') rows.push(`  FAILED ${test.fullName}`);
          if (test.status === 'pending' || test.status === 'skipped')
            rows.push(`  skipped: ${test.fullName}`);
        }
      }
      rows.push(`${group}/${name}: ${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped`);
      for (const key of Object.keys(sum)) sum[key] += row[key];
    }
  }
  console.log(`\n${rows.join('\n')}\n`);
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
  console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
  return { failed: sum.failed, total: sum.passed + sum.failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) summarize(new URL('..', import.meta.url));
