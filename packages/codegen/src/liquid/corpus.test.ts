import { AppClient } from '@cio/app-api';
import { type Emulator, startEmulator } from '@cio/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printObject } from '../module/print-shape.js';
import { analyzeTemplates } from './analyze.js';
import { problemsOf, type Shape, shapeOf } from './shape.js';

const SNIPPETS = new Map([
  ['footer', 'Order {{ trigger.order.number }}, {{ "now" | date: "%Y" }}'],
  ['plain', 'Kind regards'],
  ['greeting', '{% if trigger.name %}Hi {{ trigger.name }}{% else %}Hi there{% endif %}'],
]);

/**
 * Templates as people write them, and the data that they need. `Text` stands for what is written, `Num` for what is calculated
 * with, `When` for what is formatted as a date.
 */
const CORPUS: [what: string, template: string, data: string][] = [
  // Paths.
  ['no data', 'Hello!', 'None'],
  ['another object', 'Hello {{ customer.first_name | default: "you" }}', 'None'],
  ['one value', 'Order {{ trigger.number }}', '{ number: Text; }'],
  ['a nested value', '{{ trigger.order.customer.name }}', '{ order: { customer: { name: Text; }; }; }'],
  ['several of one object', '{{trigger.o.b}}{{ trigger.o.a }}', '{ o: { a: Text; b: Text; }; }'],
  ['a name in brackets', '{{ trigger["first name"] }}', "{ 'first name': Text; }"],
  ['brackets inside a path', "{{ trigger.a['b-c'].d }}", "{ a: { 'b-c': { d: Text; }; }; }"],
  ['a name with a hyphen', '{{ trigger.order-id }}', "{ 'order-id': Text; }"],
  ['an element by its number', '{{ trigger.items[0].name }}', '{ items: { name: Text; }[]; }'],
  ['an element of an element', '{{ trigger.rows[0][1] }}', '{ rows: ((Text)[])[]; }'],
  ['whitespace control', '{%- if true -%}  {{- trigger.a -}}  {%- endif -%}', '{ a?: Text; }'],
  // Filters.
  ['a text filter', '{{ trigger.name | upcase | strip }}', '{ name: Text; }'],
  ['a number filter', '{{ trigger.total | times: 1.2 | round: 2 }}', '{ total: Num; }'],
  ['a date filter', '{{ trigger.at | date: "%d %B" }}', '{ at: When; }'],
  ['an argument that is data', '{{ trigger.a | append: trigger.b }}', '{ a: Text; b: Text; }'],
  ['a number and its text', '{{ trigger.n }} {{ trigger.n | plus: 1 }}', '{ n: Num; }'],
  ['a date and its text', '{{ trigger.at }} {{ trigger.at | date: "%Y" }}', '{ at: Num; }'],
  ['a default', 'Hi {{ trigger.name | default: "friend" }}', '{ name?: Text; }'],
  ['a default and a filter', '{{ trigger.name | default: "friend" | capitalize }}', '{ name?: Text; }'],
  ['a default that is data', '{{ trigger.nick | default: trigger.name }}', '{ name: Text; nick?: Text; }'],
  ['a default too late', '{{ trigger.name | upcase | default: "x" }}', '{ name: Text; }'],
  ['a nested default', '{{ trigger.a.b | default: "x" }}', '{ a?: { b?: Text; }; }'],
  ['JSON', '<script>{{ trigger.order | json }}</script>', '{ order: unknown; }'],
  ['the size of something', '{{ trigger.items | size }}', '{ items: string | unknown[]; }'],
  ['a join', '{{ trigger.tags | join: ", " }}', '{ tags: unknown[]; }'],
  [
    'a money filter of arguments',
    '{{ trigger.price | divided_by: 100.0 | prepend: trigger.sign }}',
    '{ price: Num; sign: Text; }',
  ],
  // Conditions.
  ['a guard', '{% if trigger.coupon %}Code {{ trigger.coupon }}{% endif %}', '{ coupon?: Text; }'],
  [
    'a guarded object',
    '{% if trigger.coupon %}{{ trigger.coupon.code }}{% endif %}',
    '{ coupon?: { code: Text; }; }',
  ],
  [
    'a guard against blank',
    '{% if trigger.a != blank %}{{ trigger.a.b }}{% endif %}',
    '{ a?: { b: Text; }; }',
  ],
  [
    'the other side of a guard',
    '{% if trigger.a == nil %}none{% else %}{{ trigger.a.b }}{% endif %}',
    '{ a?: { b: Text; }; }',
  ],
  [
    'both branches',
    '{% if trigger.vip %}{{ trigger.name }}!{% else %}{{ trigger.name }}{% endif %}',
    '{ name: Text; vip?: unknown; }',
  ],
  ['one branch', '{% if trigger.vip %}{{ trigger.gift }}{% endif %}', '{ gift?: Text; vip?: unknown; }'],
  [
    'elsif',
    '{% if trigger.p == "a" %}{{ trigger.x }}{% elsif trigger.p == "b" %}{{ trigger.x }}{% else %}{{ trigger.x }}{{ trigger.y }}{% endif %}',
    '{ p?: Text; x: Text; y?: Text; }',
  ],
  [
    'unless',
    '{% unless trigger.paid %}Pay {{ trigger.link }}{% endunless %}',
    '{ link?: Text; paid?: unknown; }',
  ],
  [
    'unless with else',
    '{% unless trigger.a %}-{% else %}{{ trigger.a.b }}{% endunless %}',
    '{ a?: { b: Text; }; }',
  ],
  [
    'and',
    '{% if trigger.a and trigger.b %}{{ trigger.a.c }}{% endif %}',
    '{ a?: { c?: Text; }; b?: unknown; }',
  ],
  ['a comparison', '{% if trigger.total > 100 %}big{% endif %}', '{ total?: Text; }'],
  ['contains', '{% if trigger.tags contains "new" %}new{% endif %}', '{ tags?: string | unknown[]; }'],
  [
    'a guard in a guard',
    '{% if trigger.a %}{% if trigger.a.b %}{{ trigger.a.b.c }}{% endif %}{% endif %}',
    '{ a?: { b?: { c: Text; }; }; }',
  ],
  [
    'case',
    '{% case trigger.plan %}{% when "pro", "team" %}{{ trigger.seats }}{% when "free" %}-{% endcase %}',
    '{ plan?: Text; seats?: Text; }',
  ],
  [
    'case with all branches',
    '{% case trigger.p %}{% when 1 %}{{ trigger.a }}{% else %}{{ trigger.a }}{% endcase %}',
    '{ a: Text; p?: Text; }',
  ],
  // Loops.
  [
    'a loop',
    '{% for item in trigger.items %}{{ item.name }}: {{ item.price | times: 2 }}{% endfor %}',
    '{ items: { name: Text; price: Num; }[]; }',
  ],
  ['a loop over texts', '{% for tag in trigger.tags %}{{ tag }} {% endfor %}', '{ tags: (Text)[]; }'],
  [
    'loops in loops',
    '{% for o in trigger.orders %}{% for l in o.lines %}{{ l.sku }}{{ o.id }}{% endfor %}{% endfor %}',
    '{ orders: { id: Text; lines: { sku: Text; }[]; }[]; }',
  ],
  [
    'forloop',
    '{% for i in trigger.l %}{{ forloop.index }}{% unless forloop.last %}, {% endunless %}{{ i.a }}{% endfor %}',
    '{ l: { a: Text; }[]; }',
  ],
  [
    'a loop with else',
    '{% for i in trigger.l %}{{ i.a }}{% else %}{{ trigger.empty }}{% endfor %}',
    '{ empty?: Text; l: { a: Text; }[]; }',
  ],
  [
    'a loop with a limit',
    '{% for i in trigger.l limit: trigger.n offset: 0 %}{{ i.a }}{% endfor %}',
    '{ l: { a: Text; }[]; n: Num; }',
  ],
  [
    'a guarded loop',
    '{% if trigger.l.size > 0 %}{% for i in trigger.l %}{{ i.a }}{% endfor %}{% endif %}',
    '{ l?: { a: Text; }[]; }',
  ],
  [
    'an optional part of an element',
    '{% for i in trigger.l %}{% if i.sale %}{{ i.sale.price }}{% endif %}{{ i.a }}{% endfor %}',
    '{ l: { a: Text; sale?: { price: Text; }; }[]; }',
  ],
  [
    'first and a loop',
    '{{ trigger.l.first.a }}{% for i in trigger.l %}{{ i.b }}{% endfor %}',
    '{ l: { a: Text; b: Text; }[]; }',
  ],
  ['tablerow', '{% tablerow i in trigger.l cols: 2 %}{{ i.a }}{% endtablerow %}', '{ l: { a: Text; }[]; }'],
  ['a range', '{% for i in (1..trigger.stars) %}*{% endfor %}', '{ stars: Num; }'],
  [
    'cycle',
    '{% for i in trigger.l %}{% cycle "odd", "even" %}{{ i.a }}{% endfor %}',
    '{ l: { a: Text; }[]; }',
  ],
  // Variables.
  ['assign', '{% assign o = trigger.order %}{{ o.number }}', '{ order?: { number: Text; }; }'],
  [
    'an assigned list',
    '{% assign s = trigger.l | sort: "price" | reverse %}{% for i in s %}{{ i.a }}{% endfor %}',
    '{ l?: { a: Text; price?: unknown; }[]; }',
  ],
  [
    'a filtered list',
    '{% assign s = trigger.l | where: "on" %}{% for i in s %}{{ i.a }}{% endfor %}',
    '{ l?: { a: Text; on?: unknown; }[]; }',
  ],
  ['the first of a list', '{% assign f = trigger.l | first %}{{ f.a }}', '{ l: { a: Text; }[]; }'],
  [
    'capture',
    '{% capture name %}{{ trigger.first }} {{ trigger.family }}{% endcapture %}Hi {{ name }}',
    '{ family: Text; first: Text; }',
  ],
  [
    'a variable set in branches',
    '{% if trigger.vip %}{% assign t = trigger.a %}{% else %}{% assign t = "x" %}{% endif %}{{ t }}',
    '{ a?: Text; vip?: unknown; }',
  ],
  [
    'a variable of the template',
    '{% assign sum = 0 %}{% for i in trigger.l %}{% assign sum = i.n | plus: sum %}{% endfor %}{{ sum }}',
    '{ l: { n?: Num; }[]; }',
  ],
  [
    'a loop in an alias',
    '{% assign o = trigger.order %}{% for i in o.items %}{{ i.a }}{% endfor %}',
    '{ order?: { items: { a: Text; }[]; }; }',
  ],
  // Tags without data, and snippets.
  [
    'comments',
    '{% comment %}{{ trigger.no }}{% endcomment %}{% # {{ trigger.no }} %}{{ trigger.yes }}',
    '{ yes: Text; }',
  ],
  ['raw', '{% raw %}{{ trigger.no }}{% endraw %}{{ trigger.yes }}', '{ yes: Text; }'],
  [
    'echo and liquid',
    '{% liquid\n assign a = trigger.a\n if a\n echo a.b\n endif %}',
    '{ a?: { b: Text; }; }',
  ],
  ['increment', '{% increment n %}{{ trigger.a }}', '{ a: Text; }'],
  ['a snippet', '{{ trigger.a }} {{ snippets.footer }}', '{ a: Text; order: { number: Text; }; }'],
  ['a snippet without Liquid', '{{ snippets.plain }}', 'None'],
  [
    'a snippet in a condition',
    '{% if trigger.long %}{{ snippets["footer"] }}{% endif %}',
    '{ long?: unknown; order?: { number?: Text; }; }',
  ],
  ['a snippet with a condition', '{{ snippets.greeting }}', '{ name?: Text; }'],
  [
    'a whole email',
    `<h1>Thanks{% if trigger.customer.first_name %}, {{ trigger.customer.first_name }}{% endif %}!</h1>
    {% assign order = trigger.order %}
    <p>{{ order.number }}, {{ order.placed_at | date: "%B %d, %Y" }}</p>
    {%- for line in order.lines -%}
      <tr><td>{{ line.quantity }} × {{ line.product.name | escape }}</td>
      {% unless line.discount == blank %}<td>-{{ line.discount.amount | round: 2 }}</td>{% endunless %}
      <td>{{ line.price | times: line.quantity | divided_by: 100.0 }}</td></tr>
    {%- endfor -%}
    {% case order.shipping.method %}{% when "express" %}Tomorrow{% else %}{{ order.shipping.days }} days{% endcase %}
    {{ snippets.footer }}`,
    '{ customer?: { first_name?: Text; }; order: { lines: { discount?: { amount: Num; }; price: Num; product: { name: Text; }; quantity: Num; }[]; number: Text; placed_at: When; shipping?: { days?: Text; method?: Text; }; }; }',
  ],
];

/** A type as the corpus has it. */
function inShort(shape: Shape): string {
  return printObject(shape)
    .replace(/\s+/g, ' ')
    .replaceAll('readonly ', '')
    .replaceAll('string | number | boolean', 'Text')
    .replaceAll('string | number | Date', 'When')
    .replaceAll('string | number', 'Num')
    .replaceAll(' | null | undefined', '')
    .replaceAll('Readonly<Record<string, never>>', 'None');
}

const analyze = (template: string) => analyzeTemplates({ body: template }, SNIPPETS);

/** Data of a shape, with all that is optional. */
function sampleOf(shape: Shape): unknown {
  if (shape.element) return [sampleOf(shape.element), sampleOf(shape.element)];
  if (shape.properties.size > 0) {
    const known = [...shape.properties].map(([name, inner]) => [name, sampleOf(inner)]);
    // An object without properties would be blank.
    return Object.fromEntries([...known, ['anything else', 1]]);
  }
  if (shape.kinds?.has('number')) return 2;
  if (shape.kinds?.has('string') || shape.kinds === undefined) return 'text';
  return shape.kinds.has('list') ? ['a', 'b'] : {};
}

/** The data without each required part of it, with the path of what is left out. */
function* withoutRequired(shape: Shape, data: unknown, path = 'trigger'): Generator<[string, unknown]> {
  if (shape.element && Array.isArray(data)) {
    for (const [without, element] of withoutRequired(shape.element, data[0], `${path}[0]`)) {
      yield [without, [element, ...data.slice(1)]];
    }
  }
  for (const [name, inner] of shape.properties) {
    const { [name]: value, ...others } = data as Record<string, unknown>;
    if (inner.required) yield [`${path}.${name}`, others];
    for (const [without, changed] of withoutRequired(inner, value, `${path}.${name}`)) {
      yield [without, { ...others, [name]: changed }];
    }
  }
}

let emulator: Emulator;
let app: AppClient;

beforeAll(async () => {
  emulator = await startEmulator();
  app = new AppClient({ apiKey: emulator.appApiKey, baseUrl: emulator.url, rateLimiter: false });
  for (const [name, value] of SNIPPETS) await app.snippets.create({ name, value });
});
afterAll(async () => {
  await app.close();
  await emulator.close();
});

test('has at least 60 templates', () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(CORPUS.map(([what]) => what)).size).toBe(CORPUS.length);
});

describe.each(CORPUS)('%s', (what, template, data) => {
  const analysis = analyze(template);
  const shape = shapeOf(analysis.reads);

  test('needs exactly this data', () => {
    expect([...analysis.problems, ...problemsOf(shape)]).toEqual([]);
    expect(inShort(shape)).toBe(data);
  });

  test('is rendered with it, and not without any required part', async () => {
    const { email } = await app.designStudio.emails.create({ name: what, content: { text: template } });
    const errorsWith = async (trigger: unknown) => {
      const { errors } = await app.designStudio.emails.preview(email.id, {
        trigger: trigger as object,
        customer: {},
      });
      return Object.values(errors ?? {}).flat();
    };
    const sample = sampleOf(shape) as object;
    const whole = shape.properties.size > 0 ? sample : {};
    expect(await errorsWith(whole)).toEqual([]);
    for (const [path, rest] of withoutRequired(shape, whole)) {
      expect([path, await errorsWith(rest)]).toEqual([path, [expect.stringContaining('undefined variable')]]);
    }
  });
});
