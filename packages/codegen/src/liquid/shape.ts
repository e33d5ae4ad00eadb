import type { Read, Reads, Use } from './reads.js';

/** A kind of value. */
export type Kind = 'string' | 'number' | 'boolean' | 'date' | 'list' | 'object';

/** What a part of a message's data has to be. */
export interface Shape {
  /** Whether it has to be there where its parent is. */
  required: boolean;
  /** What it can be; empty if templates use it as things that exclude one another. Undefined: anything. */
  kinds: ReadonlySet<Kind> | undefined;
  /** Its properties, if it is an object. */
  readonly properties: Map<string, Shape>;
  /** Its elements, if it is a list. */
  element: Shape | undefined;
  /** Whether it can have properties that are not known here. */
  isOpen: boolean;
  /** Whether `first`, `last` and `size` may be its properties, or those of a list. */
  isAmbiguous: boolean;
  /** Why its type is not known, as a sentence. */
  problem: string | undefined;
}

const KINDS: Readonly<Record<Use, readonly Kind[] | undefined>> = {
  text: ['string', 'number', 'boolean'],
  number: ['number', 'string'],
  date: ['date', 'number', 'string'],
  textOrList: ['string', 'list'],
  loop: ['list'],
  list: ['list'],
  index: ['list'],
  anything: undefined,
  dynamic: ['object'],
};

/** Properties that Liquid gives lists. */
const OF_LISTS = ['first', 'last', 'size'];

/** The shape of a message's data, from what its templates read. */
export function shapeOf(reads: Reads): Shape {
  const uses = new Map<Shape, Set<Use>>();
  const root = emptyShape(false);
  uses.set(root, new Set());
  for (const read of reads.all) {
    const shape = shapeAt(root, read, uses);
    shape.required ||= read.required;
    for (const use of read.uses) uses.get(shape)?.add(use);
  }
  settle(root, uses);
  return root;
}

function emptyShape(required: boolean): Shape {
  return {
    required,
    kinds: undefined,
    properties: new Map(),
    element: undefined,
    isOpen: false,
    isAmbiguous: false,
    problem: undefined,
  };
}

function shapeAt(root: Shape, { path }: Read, uses: Map<Shape, Set<Use>>): Shape {
  let shape = root;
  for (const segment of path) {
    let next = segment === 'element' ? shape.element : shape.properties.get(segment.property);
    if (!next) {
      next = emptyShape(false);
      uses.set(next, new Set());
      if (segment === 'element') shape.element = next;
      else shape.properties.set(segment.property, next);
    }
    shape = next;
  }
  return shape;
}

/** Decides what each part is, from the outside in. */
function settle(shape: Shape, uses: Map<Shape, Set<Use>>): void {
  const own = uses.get(shape) ?? new Set();
  const isList = shape.element !== undefined || own.has('loop') || own.has('list');
  const names = [...shape.properties.keys()];
  if (isList) {
    for (const name of ['first', 'last']) mergeIntoElement(shape, name, uses);
    if (names.every((name) => OF_LISTS.includes(name))) shape.properties.delete('size');
  } else if (names.length > 0 && names.every((name) => OF_LISTS.includes(name)) && !own.has('dynamic')) {
    shape.isAmbiguous = true;
  }
  shape.kinds = kindsOf(own);
  const hasProperties = shape.properties.size > 0;
  const isLoopedOverPairs =
    shape.element && uses.get(shape.element)?.has('index') && !uses.get(shape.element)?.has('loop');
  if (isLoopedOverPairs && own.has('loop')) {
    giveUp(shape, 'is looped over as pairs of names and values, or as a list of lists');
    return;
  }
  if (shape.element && hasProperties) giveUp(shape, 'is used as a list, and as an object');
  else if (shape.element && shape.kinds && !shape.kinds.has('list'))
    giveUp(shape, 'is used as a list, and as text');
  else if (hasProperties && !shape.isAmbiguous && shape.kinds && !shape.kinds.has('object'))
    giveUp(shape, 'is used as an object, and as text or a list');
  else if (shape.kinds?.size === 0) giveUp(shape, 'is used as things that exclude one another');
  if (own.has('dynamic')) {
    shape.isOpen = true;
    shape.problem ??= 'has a property read whose name is known when the message is rendered';
  }
  if (own.has('anything')) shape.isOpen = true;
  for (const inner of shape.properties.values()) settle(inner, uses);
  if (shape.element) settle(shape.element, uses);
}

function mergeIntoElement(shape: Shape, name: string, uses: Map<Shape, Set<Use>>): void {
  const inner = shape.properties.get(name);
  if (!inner) return;
  shape.properties.delete(name);
  shape.element ??= inner;
  if (shape.element !== inner) merge(shape.element, inner, uses);
}

function merge(target: Shape, other: Shape, uses: Map<Shape, Set<Use>>): void {
  target.required ||= other.required;
  for (const use of uses.get(other) ?? []) uses.get(target)?.add(use);
  for (const [name, inner] of other.properties) {
    const known = target.properties.get(name);
    if (known) merge(known, inner, uses);
    else target.properties.set(name, inner);
  }
  if (!other.element) return;
  if (target.element) merge(target.element, other.element, uses);
  else target.element = other.element;
}

function kindsOf(uses: ReadonlySet<Use>): ReadonlySet<Kind> | undefined {
  let kinds: Kind[] | undefined;
  for (const use of uses) {
    const allowed = KINDS[use];
    if (allowed) kinds = kinds ? kinds.filter((kind) => allowed.includes(kind)) : [...allowed];
  }
  return kinds && new Set(kinds);
}

function giveUp(shape: Shape, problem: string): void {
  shape.problem = problem;
  shape.kinds = undefined;
  shape.properties.clear();
  shape.element = undefined;
  shape.isAmbiguous = false;
}

/** What could not be typed, as sentences with the path. */
export function problemsOf(shape: Shape, path = 'trigger'): string[] {
  return [
    ...(shape.problem ? [`${path} ${shape.problem}`] : []),
    ...[...shape.properties].flatMap(([name, inner]) => problemsOf(inner, `${path}.${name}`)),
    ...(shape.element ? problemsOf(shape.element, `${path}[]`) : []),
  ];
}
