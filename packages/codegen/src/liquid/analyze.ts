import { type Template, TokenKind } from 'liquidjs';
import { KEEPS_ELEMENTS, PICKS_ELEMENT, READS_PROPERTY, useOf } from './filters.js';
import { parseTemplate } from './parse.js';
import { type Branch, type Path, Reads, type Segment, type Use } from './reads.js';
import { Scope, type Source } from './scope.js';

/** What a message's templates read of its data. */
export interface Analysis {
  readonly reads: Reads;
  /** What could not be analysed, as sentences. */
  readonly problems: readonly string[];
}

/** A token of liquidjs, with the fields of all its kinds that are read here. */
interface Token {
  readonly kind: TokenKind;
  readonly content?: unknown;
  readonly operator?: string;
  /** Of a literal: its word. */
  readonly literal?: string;
  /** Of a property access: what stands before the properties, if that is no name. */
  readonly variable?: Token;
  readonly props?: readonly Token[];
  /** Of a range. */
  readonly lhs?: Token;
  readonly rhs?: Token;
  /** Of a value with filters. */
  readonly initial?: Expression;
  readonly filters?: readonly Filter[];
}

interface Expression {
  readonly postfix: readonly Token[];
}

interface Filter {
  readonly name: string;
  readonly args: readonly (Token | readonly [string?, Token?])[];
}

interface Value {
  readonly initial: Expression;
  readonly filters: readonly Filter[];
}

/** A tag of liquidjs, with the fields of all of them that are read here. */
interface Node {
  readonly name?: string;
  readonly key?: string;
  readonly variable?: string;
  readonly value?: Value;
  readonly collection?: Token;
  readonly branches?: readonly { value?: Value; values?: readonly Token[]; templates: readonly Template[] }[];
  readonly templates?: readonly Template[];
  readonly elseTemplates?: readonly Template[];
  readonly hash?: { readonly hash: Readonly<Record<string, Token | undefined>> };
  readonly args?: { readonly hash: Readonly<Record<string, Token | undefined>> };
}

interface Condition {
  /** Paths that are there where the condition is true. */
  readonly whenTrue: readonly Path[];
  /** Paths that are there where it is false. */
  readonly whenFalse: readonly Path[];
}

/**
 * Analyses templates that are rendered together, such as the subject and the body of an email. Nothing of them is executed.
 *
 * @param templates The texts, by what they are: for the problems.
 * @param snippets The workspace's snippets, by name.
 */
export function analyzeTemplates(
  templates: Readonly<Record<string, string>>,
  snippets: ReadonlyMap<string, string>,
): Analysis {
  const reads = new Reads();
  const problems = new Set<string>();
  for (const [what, text] of Object.entries(templates)) {
    const analyzer = new Analyzer(snippets, problems);
    reads.addAll(analyzer.analyze(what, text));
  }
  return { reads, problems: [...problems] };
}

class Analyzer {
  readonly #snippets: ReadonlyMap<string, string>;
  readonly #problems: Set<string>;
  readonly #scope = new Scope();
  #reads = new Reads();

  constructor(snippets: ReadonlyMap<string, string>, problems: Set<string>) {
    this.#snippets = snippets;
    this.#problems = problems;
  }

  analyze(what: string, text: string): Reads {
    try {
      this.#templates(parseTemplate(text));
    } catch (error) {
      const [firstLine] = (error as Error).message.split('\n');
      this.#problems.add(`${what}: ${firstLine}`);
      this.#reads.add([], false, 'dynamic');
    }
    return this.#reads;
  }

  #templates(templates: readonly Template[] = []): void {
    for (const template of templates) this.#template(template as unknown as Node, template);
  }

  #template(node: Node, template: Template): void {
    switch (node.name) {
      case 'if':
      case 'unless':
        this.#conditional(node, node.name === 'unless');
        break;
      case 'case':
        this.#case(node);
        break;
      case 'for':
      case 'tablerow':
        this.#loop(node);
        break;
      case 'assign':
        this.#assign(node.key!, node.value!);
        break;
      case 'capture':
        this.#templates(node.templates);
        this.#scope.assign(node.variable!, [undefined]);
        break;
      case 'increment':
      case 'decrement':
      case 'raw':
      case 'comment':
        break;
      default:
        this.#other(template);
    }
  }

  /** An output, or a tag without rules of its own: what it reads is rendered. */
  #other(template: Template): void {
    for (const argument of template.arguments?.() ?? []) {
      if ('initial' in argument) this.#value(argument as unknown as Value, false, 'text');
      else this.#token(argument as unknown as Token, false, 'text');
    }
    const children = template.children?.(false, true);
    if (children) this.#templates(children.next().value as Template[]);
  }

  #conditional({ branches = [], elseTemplates }: Node, isUnless: boolean): void {
    const runs = branches.map(({ value, templates }, index) => {
      const condition = this.#condition(value!);
      const isNegated = isUnless && index === 0;
      return {
        present: isNegated ? condition.whenFalse : condition.whenTrue,
        presentElse: isNegated ? condition.whenTrue : condition.whenFalse,
        templates,
      };
    });
    this.#branches([
      ...runs.map(({ templates, present }, index) => ({
        templates,
        // A branch is rendered where those before it were not.
        present: [...present, ...runs.slice(0, index).flatMap(({ presentElse }) => presentElse)],
      })),
      { templates: elseTemplates ?? [], present: runs.flatMap(({ presentElse }) => presentElse) },
    ]);
  }

  #case({ value, branches = [], elseTemplates }: Node): void {
    this.#value(value!, true, 'text');
    for (const { values = [] } of branches) for (const token of values) this.#token(token, true, 'text');
    this.#branches([
      ...branches.map(({ templates }) => ({ templates, present: [] })),
      { templates: elseTemplates ?? [], present: [] },
    ]);
  }

  /** The body of a loop counts as rendered: the data is for a list that has elements. */
  #loop({ variable, collection, templates, elseTemplates, hash, args }: Node): void {
    for (const token of Object.values((hash ?? args)?.hash ?? {}))
      if (token) this.#token(token, false, 'number');
    const sources = this.#token(collection!, false, 'loop');
    const elements = sources.map(
      (source): Source | undefined => source && { path: [...source.path, 'element'], isFiltered: false },
    );
    for (const element of elements) {
      if (element) this.#reads.add(element.path, !isOneOf(elements), undefined, element.path.length - 1);
    }
    const own = new Map([
      [variable!, elements],
      ['forloop', [undefined]],
      ['tablerowloop', [undefined]],
    ]);
    this.#scope.within(own, () => this.#templates(templates));
    const ifEmpty = this.#collect(() => this.#templates(elseTemplates));
    this.#reads.addOptional(ifEmpty);
  }

  #assign(name: string, value: Value): void {
    const sources = this.#value(value, true, undefined);
    this.#scope.assign(name, sources);
  }

  #branches(branches: readonly { templates: readonly Template[]; present: readonly Path[] }[]): void {
    const read: Branch[] = [];
    this.#scope.branches(
      branches.map(({ templates, present }) => () => {
        read.push({ reads: this.#collect(() => this.#templates(templates)), present });
      }),
    );
    this.#reads.addBranches(read);
  }

  /** What is read by a run alone. */
  #collect(run: () => void): Reads {
    const outer = this.#reads;
    this.#reads = new Reads();
    run();
    const inner = this.#reads;
    this.#reads = outer;
    return inner;
  }

  /** Reads a condition, and tells what is there where it holds: one test of one path, such as `trigger.coupon != blank`. */
  #condition(value: Value): Condition {
    this.#value(value, true, 'condition');
    const nothing = { whenTrue: [], whenFalse: [] };
    const [left, right, operator] = value.initial.postfix;
    if (value.filters.length > 0 || left?.kind !== TokenKind.PropertyAccess) return nothing;
    const path = this.#pathOf(left);
    if (!path) return nothing;
    if (value.initial.postfix.length === 1) return { whenTrue: [path], whenFalse: [] };
    if (value.initial.postfix.length !== 3) return nothing;
    const is = operator?.operator;
    const last = path.at(-1);
    if (typeof last === 'object' && last.property === 'size' && right?.kind === TokenKind.Number) {
      const hasElements = is === '>' || (is === '>=' && Number(right.content) > 0);
      return hasElements ? { whenTrue: [path.slice(0, -1)], whenFalse: [] } : nothing;
    }
    // What is missing equals nil and blank, and no value.
    if (isNothing(right)) {
      if (is === '!=') return { whenTrue: [path], whenFalse: [] };
      return is === '==' ? { whenTrue: [], whenFalse: [path] } : nothing;
    }
    const isValue = right?.kind === TokenKind.Quoted || right?.kind === TokenKind.Number;
    return is === '==' && isValue ? { whenTrue: [path], whenFalse: [] } : nothing;
  }

  /** Reads a value with its filters. Returns what its result can be. */
  #value(
    { initial, filters }: Value,
    isLenient: boolean,
    use: Use | 'condition' | undefined,
  ): readonly (Source | undefined)[] {
    const lenient = isLenient || filters[0]?.name === 'default';
    const isCompared = initial.postfix.length > 1;
    const [first] = filters.filter(({ name }) => name !== 'default');
    const ownUse = use === 'condition' ? undefined : use;
    const inputUse = first ? useOf(first.name) : ownUse;
    const operands = initial.postfix.filter(({ kind }) => kind !== TokenKind.Operator);
    const operators = initial.postfix.map(({ operator }) => operator);
    const sources = operands.flatMap((token) =>
      this.#token(token, lenient, isCompared ? comparedAs(operators, token, operands) : inputUse),
    );
    let result: readonly (Source | undefined)[] = isCompared ? [undefined] : sources;
    for (const { name, args } of filters) result = this.#filter(name, args, result, inputUse);
    return result;
  }

  /** Reads a filter's arguments. Returns what its result can be. */
  #filter(
    name: string,
    args: Filter['args'],
    input: readonly (Source | undefined)[],
    inputUse: Use | undefined,
  ): readonly (Source | undefined)[] {
    const tokens = args.map((arg) => (Array.isArray(arg) ? arg[1] : arg) as Token | undefined);
    const filterUse = useOf(name);
    const isCalculation = filterUse === 'text' || filterUse === 'number';
    const use = name === 'default' ? inputUse : isCalculation ? filterUse : 'anything';
    const others = tokens.flatMap((token) => (token ? this.#token(token, false, use) : []));
    const [property] = tokens;
    const named =
      READS_PROPERTY.has(name) && property?.kind === TokenKind.Quoted
        ? segmentsOf(String(property.content))
        : [];
    for (const source of input) {
      if (source && named.length > 0) this.#reads.add([...source.path, 'element', ...named], false);
    }
    if (name === 'default') return [...input, ...(others.length > 0 ? others : [undefined])];
    if (KEEPS_ELEMENTS.has(name)) {
      const lists = name === 'concat' ? [...input, ...others] : input;
      return lists.map((source) => source && { ...source, isFiltered: true });
    }
    if (!PICKS_ELEMENT.has(name)) return [undefined];
    return input.map((source) => source && { path: [...source.path, 'element'], isFiltered: true });
  }

  /** Reads a token. Returns what its value can be. */
  #token(token: Token, lenient: boolean, use: Use | undefined): readonly (Source | undefined)[] {
    if (token.kind === TokenKind.Range) {
      this.#token(token.lhs!, false, 'number');
      this.#token(token.rhs!, false, 'number');
    }
    if (token.kind === TokenKind.FilteredValue) return this.#value(token as unknown as Value, lenient, use);
    if (token.kind !== TokenKind.PropertyAccess) return [undefined];
    const [root, ...props] = token.props ?? [];
    if (token.variable || !root) {
      for (const prop of token.props ?? []) this.#token(prop, false, 'text');
      return [undefined];
    }
    const { segments, isDynamic } = this.#segments(props);
    const name = String(root.content);
    const sources = this.#scope.find(name);
    if (!sources) {
      if (name === 'trigger') return [this.#read([], segments, !lenient, isDynamic ? 'dynamic' : use)];
      if (name === 'snippets') this.#snippet(segments);
      return [undefined];
    }
    return sources.map((source) => {
      if (!source) return undefined;
      // Of a variable that is null nothing is missing, not even a property of it; of what a filter made of nothing, it is.
      const from = source.isFiltered && segments.length > 0 ? 0 : source.path.length;
      const required = !lenient && !isOneOf(sources);
      return this.#read(source.path, segments, required, isDynamic ? 'dynamic' : use, from);
    });
  }

  /** @param from The length of the path up to which this read requires nothing. */
  #read(
    parent: Path,
    segments: readonly Segment[],
    required: boolean,
    use: Use | undefined,
    from = 0,
  ): Source {
    const path = [...parent, ...segments];
    segments.forEach((segment, index) => {
      if (segment === 'element') {
        this.#reads.add([...parent, ...segments.slice(0, index)], required, 'index', from);
      }
    });
    this.#reads.add(path, required, use, from);
    return { path, isFiltered: false };
  }

  #segments(props: readonly Token[]): { segments: Segment[]; isDynamic: boolean } {
    const segments: Segment[] = [];
    for (const [index, prop] of props.entries()) {
      if (prop.kind === TokenKind.PropertyAccess || prop.kind === TokenKind.Range) {
        for (const inner of props.slice(index)) this.#token(inner, false, 'text');
        return { segments, isDynamic: true };
      }
      segments.push(prop.kind === TokenKind.Number ? 'element' : { property: String(prop.content) });
    }
    return { segments, isDynamic: false };
  }

  /** The path of a token, where it is one path of the data. */
  #pathOf({ props = [], variable }: Token): Path | undefined {
    const [root, ...rest] = props;
    if (variable || !root) return undefined;
    const { segments, isDynamic } = this.#collectSegments(rest);
    if (isDynamic) return undefined;
    const name = String(root.content);
    const sources = this.#scope.find(name);
    if (!sources) return name === 'trigger' ? segments : undefined;
    const [source] = sources;
    return sources.length === 1 && source ? [...source.path, ...segments] : undefined;
  }

  /** The segments of properties whose reads are known already. */
  #collectSegments(props: readonly Token[]) {
    let result: { segments: Segment[]; isDynamic: boolean } = { segments: [], isDynamic: false };
    this.#collect(() => {
      result = this.#segments(props);
    });
    return result;
  }

  /** A snippet is rendered where it stands, and sees none of the variables of the template. */
  #snippet([segment]: readonly Segment[]): void {
    if (segment === undefined || segment === 'element') {
      this.#problems.add('a snippet whose name is known when the message is rendered');
      return;
    }
    const text = this.#snippets.get(segment.property);
    if (text === undefined) {
      this.#problems.add(`the snippet "${segment.property}" does not exist`);
      return;
    }
    // Snippets do not see one another.
    const analyzer = new Analyzer(new Map(), this.#problems);
    this.#reads.addAll(analyzer.analyze(`snippet "${segment.property}"`, text));
  }
}

/** Whether a variable can be several things, of which one is read. */
function isOneOf(sources: readonly (Source | undefined)[]): boolean {
  return sources.length > 1;
}

function segmentsOf(name: string): Segment[] {
  return name.split('.').map((property) => ({ property }));
}

/** Whether a literal stands for nothing: `nil`, `null` or `blank`. */
function isNothing(token: Token | undefined): boolean {
  return token?.kind === TokenKind.Literal && /^(nil|null|blank)$/.test(String(token.literal));
}

/** What a comparison says of its operands. */
function comparedAs(
  operators: readonly (string | undefined)[],
  token: Token,
  operands: readonly Token[],
): Use | undefined {
  const found = new Set(operators.filter((operator) => operator !== undefined));
  if (found.has('and') || found.has('or') || found.has('not')) return undefined;
  if (found.has('contains')) return token === operands[0] ? 'textOrList' : undefined;
  if (operands.some(({ kind }) => kind === TokenKind.Literal)) return undefined;
  return 'text';
}
