import type ts from 'typescript';

/** What the errors of the official client have, and those of `@cio` do not, or with another meaning. */
const FIELDS = new Set(['statusCode', 'response', 'body', 'name', 'cause', 'constructor']);
/** Their classes, and those that `fetch` rejects with. */
const CLASSES = new Set(['CustomerIORequestError', 'MissingParamError', 'TypeError', 'DOMException']);
/** Which argument of a promise's method gets an error. */
const CALLBACK_AT = new Map([
  ['catch', 0],
  ['then', 1],
]);
/** The functions of the program that call the one that makes a request: how far they are followed. */
const MAX_CALLERS = 5;
/** The functions that a handler hands its error to. */
const MAX_CALLEES = 3;

/** A place that decides by an error. */
export interface ErrorRead {
  node: ts.Node;
  /** What is read, such as `statusCode`. */
  what: string;
}

/** Finds the handlers of the errors of a call, and what they read of an error. */
export class ErrorHandlers {
  readonly #ts: typeof ts;
  readonly #checker: ts.TypeChecker;
  readonly #sources: readonly ts.SourceFile[];
  #identifiers: Map<string, ts.Identifier[]> | undefined;
  readonly #reads = new Map<ts.Node, ErrorRead | undefined>();
  /** The places that `readAround` has told. */
  readonly #told = new Set<ts.Node>();

  constructor(typescript: typeof ts, checker: ts.TypeChecker, sources: readonly ts.SourceFile[]) {
    this.#ts = typescript;
    this.#checker = checker;
    this.#sources = sources;
  }

  /**
   * The first place that decides by what a call rejects with: in a callback or a catch clause around it, or around a call of the
   * function that it stands in.
   */
  readAround(call: ts.Node, callers = 0, seen = new Set<ts.Symbol>()): ErrorRead | undefined {
    let child = call;
    for (let node = call.parent; node; child = node, node = node.parent) {
      const read = this.#readIn(node, child) ?? this.#readByCallers(node, callers, seen);
      if (!read) continue;
      this.#told.add(read.node);
      return read;
    }
    return undefined;
  }

  /** All other places that read `statusCode` of what may be an error, by its name and without a type. */
  readsElsewhere(source: ts.SourceFile): ErrorRead[] {
    const reads: ErrorRead[] = [];
    const visit = (node: ts.Node): void => {
      this.#ts.forEachChild(node, visit);
      if (!this.#ts.isPropertyAccessExpression(node) || node.name.text !== 'statusCode') return;
      const target = this.#unwrapped(node.expression);
      if (!this.#ts.isIdentifier(target) || !/^ex?$|err|exc|reason|fail/i.test(target.text)) return;
      if (this.#isUntyped(target) && !this.#told.has(node)) reads.push({ node, what: 'statusCode' });
    };
    visit(source);
    return reads;
  }

  /** What a node does with the errors of a part of it. */
  #readIn(node: ts.Node, child: ts.Node): ErrorRead | undefined {
    if (this.#ts.isTryStatement(node) && node.tryBlock === child && node.catchClause) {
      const { variableDeclaration, block } = node.catchClause;
      return variableDeclaration && this.#readOf(variableDeclaration.name, block, MAX_CALLEES);
    }
    if (!this.#ts.isCallExpression(node) || node.expression !== child) return undefined;
    const { expression } = node;
    if (!this.#ts.isPropertyAccessExpression(expression)) return undefined;
    const index = CALLBACK_AT.get(expression.name.text);
    const callback = index === undefined ? undefined : node.arguments[index];
    return callback && this.#readByFunction(callback, 0, MAX_CALLEES);
  }

  /** What a function reads of its argument, if it is one of the program. */
  #readByFunction(callee: ts.Node, index: number, depth: number): ErrorRead | undefined {
    const declaration = this.#functionOf(callee);
    const parameter = declaration?.parameters[index];
    const body = declaration && (declaration as ts.FunctionLikeDeclaration).body;
    return parameter && body ? this.#readOf(parameter.name, body, depth) : undefined;
  }

  #functionOf(node: ts.Node): ts.SignatureDeclaration | undefined {
    if (this.#ts.isFunctionLike(node)) return node;
    const name = this.#ts.isPropertyAccessExpression(node) ? node.name : node;
    if (!this.#ts.isIdentifier(name)) return undefined;
    const declaration = this.#symbolOf(name)?.valueDeclaration;
    if (!declaration || declaration.getSourceFile().isDeclarationFile) return undefined;
    if (this.#ts.isFunctionLike(declaration)) return declaration;
    const { initializer } = declaration as ts.VariableDeclaration;
    return initializer && this.#ts.isFunctionLike(initializer) ? initializer : undefined;
  }

  /** What a block reads of the error that has a name in it. */
  #readOf(binding: ts.BindingName, block: ts.Node, depth: number): ErrorRead | undefined {
    if (!this.#ts.isIdentifier(binding)) return this.#readByPattern(binding);
    if (this.#reads.has(block)) return this.#reads.get(block);
    this.#reads.set(block, undefined);
    const error = this.#checker.getSymbolAtLocation(binding);
    const names = new Set<ts.Symbol | undefined>([error]);
    let found: ErrorRead | undefined;
    const visit = (node: ts.Node): void => {
      if (found) return;
      if (this.#ts.isIdentifier(node) && node !== binding && names.has(this.#valueSymbol(node))) {
        found = this.#readOfUse(node, names, depth);
      }
      if (!found) this.#ts.forEachChild(node, visit);
    };
    visit(block);
    this.#reads.set(block, found);
    return found;
  }

  /** What is read where the error stands. */
  #readOfUse(name: ts.Identifier, names: Set<ts.Symbol | undefined>, depth: number): ErrorRead | undefined {
    const typescript = this.#ts;
    let node: ts.Node = name;
    while (
      typescript.isParenthesizedExpression(node.parent) ||
      typescript.isAsExpression(node.parent) ||
      typescript.isNonNullExpression(node.parent) ||
      typescript.isTypeAssertionExpression(node.parent)
    ) {
      node = node.parent;
    }
    const { parent } = node;
    if (typescript.isPropertyAccessExpression(parent) && parent.expression === node) {
      return this.#isOwnClass(name) ? undefined : this.#readOfField(parent, parent.name.text);
    }
    if (typescript.isElementAccessExpression(parent) && parent.expression === node) {
      const { argumentExpression: key } = parent;
      return typescript.isStringLiteralLike(key) ? this.#readOfField(parent, key.text) : undefined;
    }
    if (typescript.isVariableDeclaration(parent) && parent.initializer === node) {
      if (!typescript.isIdentifier(parent.name)) return this.#readByPattern(parent.name);
      names.add(this.#checker.getSymbolAtLocation(parent.name));
      return undefined;
    }
    if (typescript.isBinaryExpression(parent)) return this.#readOfOperator(parent, node);
    if (typescript.isCallExpression(parent) && depth > 0) {
      const index = parent.arguments.indexOf(node as ts.Expression);
      return index === -1 ? undefined : this.#readByFunction(parent.expression, index, depth - 1);
    }
    return undefined;
  }

  #readOfField(access: ts.Node, field: string): ErrorRead | undefined {
    if (FIELDS.has(field)) return { node: access, what: field };
    return field === 'message' && this.#isCompared(access) ? { node: access, what: 'message' } : undefined;
  }

  /** Whether a text decides something, and is not only printed. */
  #isCompared(node: ts.Node): boolean {
    const { parent } = node;
    if (this.#ts.isBinaryExpression(parent)) {
      return parent.operatorToken.getText().includes('==');
    }
    if (this.#ts.isCallExpression(parent)) {
      const { expression: callee } = parent;
      return this.#ts.isPropertyAccessExpression(callee) && /^(test|exec)$/.test(callee.name.text);
    }
    return this.#ts.isPropertyAccessExpression(parent) || this.#ts.isSwitchStatement(parent);
  }

  /** `error instanceof TypeError`, and `'statusCode' in error`. */
  #readOfOperator(operation: ts.BinaryExpression, node: ts.Node): ErrorRead | undefined {
    const { left, right, operatorToken } = operation;
    if (operatorToken.kind === this.#ts.SyntaxKind.InstanceOfKeyword && left === node) {
      const name = right.getText().split('.').at(-1)!;
      return CLASSES.has(name) ? { node: operation, what: `instanceof ${name}` } : undefined;
    }
    const isIn = operatorToken.kind === this.#ts.SyntaxKind.InKeyword && right === node;
    const field = isIn && this.#ts.isStringLiteralLike(left) ? left.text : '';
    return FIELDS.has(field) ? { node: operation, what: field } : undefined;
  }

  #readByPattern(pattern: ts.BindingPattern): ErrorRead | undefined {
    for (const element of pattern.elements) {
      if (!this.#ts.isBindingElement(element)) continue;
      const field = (element.propertyName ?? element.name).getText();
      if (FIELDS.has(field)) return { node: element, what: field };
    }
    return undefined;
  }

  /** What the callers of a function do with its errors. */
  #readByCallers(node: ts.Node, callers: number, seen: Set<ts.Symbol>): ErrorRead | undefined {
    if (callers >= MAX_CALLERS || !this.#ts.isFunctionLike(node)) return undefined;
    const name = this.#nameOf(node);
    const symbol = name && this.#symbolOf(name);
    if (!symbol || seen.has(symbol)) return undefined;
    seen.add(symbol);
    for (const reference of this.#identifiersOf(name.text)) {
      if (reference === name || !this.#mayMean(reference, symbol)) continue;
      const read = this.readAround(reference, callers + 1, seen);
      if (read) return read;
    }
    return undefined;
  }

  #nameOf(node: ts.SignatureDeclaration): ts.Identifier | undefined {
    if (node.name && this.#ts.isIdentifier(node.name)) return node.name;
    const { parent } = node;
    if (
      this.#ts.isVariableDeclaration(parent) ||
      this.#ts.isPropertyAssignment(parent) ||
      this.#ts.isPropertyDeclaration(parent)
    ) {
      return this.#ts.isIdentifier(parent.name) ? parent.name : undefined;
    }
    const target = this.#ts.isBinaryExpression(parent) ? parent.left : undefined;
    return target && this.#ts.isPropertyAccessExpression(target) && this.#ts.isIdentifier(target.name)
      ? target.name
      : undefined;
  }

  /** Whether a name stands for a function: by its symbol, or, through an interface or without a type, by its name alone. */
  #mayMean(reference: ts.Identifier, symbol: ts.Symbol): boolean {
    const other = this.#symbolOf(reference);
    // The method of an instance can be another symbol, with the same declaration.
    const declaration = other?.declarations?.[0];
    if (declaration && symbol.declarations?.includes(declaration)) return true;
    const isMember =
      this.#ts.isPropertyAccessExpression(reference.parent) && reference.parent.name === reference;
    if (!isMember) return false;
    if (!declaration) return true;
    const isOwn = !declaration.getSourceFile().isDeclarationFile;
    return isOwn && (this.#ts.isMethodSignature(declaration) || this.#ts.isPropertySignature(declaration));
  }

  #identifiersOf(text: string): readonly ts.Identifier[] {
    if (!this.#identifiers) {
      const identifiers = new Map<string, ts.Identifier[]>();
      const visit = (node: ts.Node): void => {
        if (this.#ts.isIdentifier(node)) {
          const list = identifiers.get(node.text);
          if (list) list.push(node);
          else identifiers.set(node.text, [node]);
        }
        this.#ts.forEachChild(node, visit);
      };
      for (const source of this.#sources) visit(source);
      this.#identifiers = identifiers;
    }
    return this.#identifiers.get(text) ?? [];
  }

  #symbolOf(name: ts.Identifier): ts.Symbol | undefined {
    const symbol = this.#valueSymbol(name);
    const isAlias = symbol && symbol.flags & this.#ts.SymbolFlags.Alias;
    return isAlias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** The symbol of a value: of `{ error }`, that of the variable. */
  #valueSymbol(name: ts.Identifier): ts.Symbol | undefined {
    return this.#ts.isShorthandPropertyAssignment(name.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(name.parent)
      : this.#checker.getSymbolAtLocation(name);
  }

  /** Whether an error has been found to be of a class of the program. */
  #isOwnClass(name: ts.Identifier): boolean {
    const declaration = this.#checker.getTypeAtLocation(name).getSymbol()?.valueDeclaration;
    return (
      declaration !== undefined &&
      this.#ts.isClassLike(declaration) &&
      !declaration.getSourceFile().isDeclarationFile
    );
  }

  #isUntyped(node: ts.Node): boolean {
    const { Any, Unknown } = this.#ts.TypeFlags;
    return (this.#checker.getTypeAtLocation(node).flags & (Any | Unknown)) !== 0;
  }

  #unwrapped(node: ts.Expression): ts.Expression {
    let inner = node;
    while (
      this.#ts.isParenthesizedExpression(inner) ||
      this.#ts.isAsExpression(inner) ||
      this.#ts.isNonNullExpression(inner)
    ) {
      inner = inner.expression;
    }
    return inner;
  }
}
