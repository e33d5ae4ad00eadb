import { readFileSync } from 'node:fs';
import { METRICS, type Metric } from '@cio/opentelemetry';
import { expect, test } from 'vitest';

interface Dashboard {
  title: string;
  schemaVersion: number;
  templating: { list: { name: string; type: string }[] };
  panels: {
    id: number;
    title: string;
    datasource: { uid: string };
    gridPos: { x: number; y: number; w: number; h: number };
    fieldConfig: { defaults: { unit: string } };
    targets: { refId: string; expr: string; legendFormat: string }[];
  }[];
}

const dashboard = JSON.parse(
  readFileSync(new URL('../grafana/customerio.json', import.meta.url), 'utf8'),
) as Dashboard;
const targets = dashboard.panels.flatMap(({ title, fieldConfig, targets }) =>
  targets.map((target) => ({ title, unit: fieldConfig.defaults.unit, ...target })),
);

const underscored = (name: string) => name.replaceAll('.', '_');

/** The series of a metric, as an exporter of Prometheus names them. */
function seriesOf(name: string, { type, unit }: Metric): string[] {
  const base = underscored(name) + (unit === 's' ? '_seconds' : '');
  if (type === 'histogram') return ['_bucket', '_count', '_sum'].map((suffix) => base + suffix);
  return [type === 'counter' ? `${base}_total` : base];
}

const metrics = Object.entries<Metric>(METRICS).map(([name, metric]) => ({
  ...metric,
  name,
  series: seriesOf(name, metric),
  labels: metric.attributes.map(underscored),
}));

/** The series and the labels that an expression uses. */
function read(expr: string) {
  const used = expr.replaceAll(/"[^"]*"/g, '""');
  const series = [...used.matchAll(/\b(customerio_\w+)(?=[{[)])/g)].map(([, name]) => name!);
  const grouped = [...used.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list]) => list!.split(', '));
  const matched = [...used.matchAll(/(\w+)=~?""/g)].map(([, label]) => label!);
  // The labels of a grouping stand before a parenthesis, too.
  return { series: series.filter((name) => !grouped.includes(name)), labels: [...grouped, ...matched] };
}

test.each(targets)('$title, $refId: a series of the table, by its labels, in its unit', ({ expr, unit }) => {
  const { series, labels } = read(expr);
  expect(series).toHaveLength(1);
  const metric = metrics.find((one) => one.series.includes(series[0]!));
  expect(metric, series[0]).toBeDefined();
  for (const label of labels) if (label !== 'le') expect(metric!.labels).toContain(label);
  const isCount = /_count|_total/.test(expr);
  expect(unit).toBe(isCount ? 'reqps' : metric!.unit === 's' ? 's' : 'short');
});

test.each(targets)(
  '$title, $refId: the legend shows labels that the result has',
  ({ expr, legendFormat }) => {
    const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!);
    for (const label of shown) expect(read(expr).labels).toContain(label);
  },
);

test('every metric is shown', () => {
  const shown = new Set(targets.flatMap(({ expr }) => read(expr).series));
  const missing = metrics.filter(({ series }) => !series.some((name) => shown.has(name)));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('it is a dashboard that Grafana imports: panels of their own places, over one data source', () => {
  const { title, schemaVersion, templating, panels } = dashboard;
  expect(title).toBe('Customer.io');
  expect(schemaVersion).toBeGreaterThanOrEqual(39);
  expect(templating.list).toMatchObject([{ name: 'datasource', type: 'datasource' }]);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(panels.length);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own.
  for (const { datasource } of panels) expect(datasource.uid).toBe('${datasource}');
});
