import type ts from 'typescript';
import { appCall } from './app-calls.js';
import type { Arguments, Rewritten } from './arguments.js';
import { lostComments } from './comments.js';
import { type Dates, datesInExpression, datesInType } from './dates.js';
import { applyEdits, type Edit } from './edits.js';
import { ErrorHandlers } from './error-handlers.js';
import { useOfResult } from './result-use.js';
import { TRACK_CALLS } from './track-calls.js';

/** A place, and what to do there. */
export interface Place {
  file: string;
  /** The line and the column, from 1. */
  line: number;
  column: number;
  /** What stands there. */
  text: string;
  /** What to do. */
  reason: string;
}

/** What came of it. */
export interface Migration {
  /** The new text of each file that changed. */
  changed: Map<string, string>;
  /** The number of calls that were rewritten. */
  rewritten: number;
  /** What is left to be done by hand, in the order of files and lines. */
  leftovers: Place[];
  /** Calls that were rewritten, and may not mean the same: their types do not tell. In the same order. */
  checks: Place[];
}

const CLIENTS = new Set(['TrackClient', 'APIClient', 'PipelinesClient']);
const ERRORS = new Set(['CustomerIORequestError', 'MissingParamError']);
const PIPELINES_CALLS = new Set(['identify', 'track', 'page', 'screen', 'group', 'alias']);
/** What a client has besides its calls. */
const NOT_CALLS = new Set(['modern', 'modernV2', 'defaults', 'siteid', 'apikey', 'appKey', 'writeKey']);
const IDENTIFIER_TYPES: Readonly<Record<string, string>> = { Id: 'id', Email: 'email', CioId: 'cio_id' };

/**
 * Rewrites the calls of the official clients that mean the same with the clients of `@cio`, as calls of `client.modern`, and
 * tells what is left.
 */
export function migrate(typescript: typeof ts, program: ts.Program, files: readonly string[]): Migration {
  const migration: Migration = { changed: new Map(), rewritten: 0, leftovers: [], checks: [] };
  const checker = program.getTypeChecker();
  const sources = files.flatMap((file) => program.getSourceFile(file) ?? []);
  const handlers = new ErrorHandlers(typescript, checker, sources);
  const migrations = sources.map(
    (source) => new FileMigration(typescript, checker, source, handlers, migration),
  );
  for (const one of migrations) one.run();
  for (const one of migrations) one.leaveReadsElsewhere();
  const byPlace = (a: Place, b: Place) =>
    files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column;
  migration.leftovers.sort(byPlace);
  migration.checks.sort(byPlace);
  return migration;
}

/** `client.method`, or `client['method']`. */
type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

class FileMigration {
  readonly #ts: typeof ts;
  readonly #checker: ts.TypeChecker;
  readonly #source: ts.SourceFile;
  readonly #handlers: ErrorHandlers;
  readonly #migration: Migration;
  readonly #edits: Edit[] = [];

  constructor(
    typescript: typeof ts,
    checker: ts.TypeChecker,
    source: ts.SourceFile,
    handlers: ErrorHandlers,
    migration: Migration,
  ) {
    this.#ts = typescript;
    this.#checker = checker;
    this.#source = source;
    this.#handlers = handlers;
    this.#migration = migration;
  }

  run(): void {
    this.#visit(this.#source);
    if (this.#edits.length === 0) return;
    this.#migration.changed.set(this.#source.fileName, applyEdits(this.#source.text, this.#edits));
  }

  /** After all files: what one handles may be an error of another. */
  leaveReadsElsewhere(): void {
    for (const { node } of this.#handlers.readsElsewhere(this.#source)) {
      this.#leave(node, 'if this is an error of a client: those of @cio have `status`, and no `statusCode`');
    }
  }

  #visit(node: ts.Node): void {
    // What stands within a call goes first: the call is written with its changes.
    this.#ts.forEachChild(node, (child) => this.#visit(child));
    if (this.#ts.isPropertyAccessExpression(node)) this.#visitAccess(node, node.name.text);
    else if (this.#ts.isElementAccessExpression(node)) {
      const { argumentExpression: key } = node;
      this.#visitAccess(node, this.#ts.isStringLiteralLike(key) ? key.text : undefined);
    } else if (this.#ts.isObjectBindingPattern(node)) this.#visitPattern(node);
    else if (this.#ts.isIdentifier(node) && ERRORS.has(node.text)) this.#visitError(node);
    if (
      this.#ts.isIdentifier(node) ||
      this.#ts.isPropertyAccessExpression(node) ||
      this.#ts.isNewExpression(node)
    ) {
      this.#visitValue(node);
    }
  }

  /** A client that goes where its type is lost, such as an argument: calls of it there are not seen. */
  #visitValue(node: ts.Identifier | ts.PropertyAccessExpression | ts.NewExpression): void {
    const expected = this.#expectedType(node);
    if (!expected || expected.isTypeParameter() || this.#clientOf(expected) !== undefined) return;
    if (this.#clientOf(this.#checker.getTypeAtLocation(node)) === undefined) return;
    this.#leave(node, 'passed on under another type: calls of it there are not seen, and go on as they are');
  }

  /** The type under which a value is passed on; undefined where it keeps its own. */
  #expectedType(node: ts.Expression): ts.Type | undefined {
    const { parent } = node;
    const typescript = this.#ts;
    const contextual = () => this.#checker.getContextualType(node);
    if (typescript.isBinaryExpression(parent)) {
      const isAssigned =
        parent.right === node && /^(\?\?|\|\||&&)?=$/.test(parent.operatorToken.getText(this.#source));
      return isAssigned ? this.#declaredType(parent.left) : undefined;
    }
    if (
      typescript.isPropertyAssignment(parent)
        ? parent.initializer === node
        : typescript.isShorthandPropertyAssignment(parent)
    ) {
      // A field of an object of the type `any` has no type that is expected.
      const ofObject = this.#checker.getContextualType(parent.parent as ts.ObjectLiteralExpression);
      const isAny = ofObject !== undefined && (ofObject.flags & typescript.TypeFlags.Any) !== 0;
      return isAny ? ofObject : contextual();
    }
    if (typescript.isAsExpression(parent)) return this.#checker.getTypeAtLocation(parent);
    const isValue =
      typescript.isCallExpression(parent) || typescript.isNewExpression(parent)
        ? parent.expression !== node
        : typescript.isVariableDeclaration(parent)
          ? typescript.isIdentifier(parent.name) && parent.initializer === node
          : typescript.isReturnStatement(parent) ||
            ('initializer' in parent && parent.initializer === node) ||
            (typescript.isArrowFunction(parent) && parent.body === node);
    return isValue ? contextual() : undefined;
  }

  /** The type that a variable or a field was declared with, or has by all that is assigned to it. */
  #declaredType(target: ts.Expression): ts.Type {
    const name = this.#ts.isPropertyAccessExpression(target) ? target.name : target;
    const symbol = this.#checker.getSymbolAtLocation(name);
    return symbol
      ? this.#checker.getTypeOfSymbolAtLocation(symbol, this.#source)
      : this.#checker.getTypeAtLocation(target);
  }

  #visitAccess(node: Access, member: string | undefined): void {
    const client = this.#clientOf(this.#checker.getTypeAtLocation(node.expression));
    if (client === undefined) {
      if (member !== undefined) this.#visitPart(node, member);
      return;
    }
    if (member === undefined) {
      this.#leave(node, 'the method is chosen at run time: call it by its name');
      return;
    }
    if (NOT_CALLS.has(member)) return;
    const call = node.parent;
    if (!this.#ts.isCallExpression(call) || call.expression !== node) {
      this.#leave(node, `${member} is used as a value: call it, or use client.modern`);
      return;
    }
    if (call.questionDotToken) {
      this.#leave(node, `${member} is always there: call it without ?. after it`);
      return;
    }
    const rewritten = this.#rewrite(client, member, call);
    if (rewritten.call === undefined) this.#leave(node, rewritten.reason);
    else this.#replace(call, node, rewritten.call, client, rewritten.page === true);
  }

  /** A method of a client, of what is not quite one: a subclass, or a type that has a part of it. */
  #visitPart(node: Access, member: string): void {
    const name = this.#ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
    const declarations = this.#checker.getSymbolAtLocation(name)?.declarations ?? [];
    const isOfClient = declarations.some(
      ({ parent }) =>
        this.#ts.isClassLike(parent) && CLIENTS.has(parent.name?.text ?? '') && isInOfficial(parent),
    );
    if (!isOfClient || NOT_CALLS.has(member)) return;
    this.#leave(
      node,
      'a subclass, or a type with a part of the client: give it the type of the client, or use client.modern',
    );
  }

  /** `const { track } = client` */
  #visitPattern(pattern: ts.ObjectBindingPattern): void {
    if (this.#clientOf(this.#checker.getTypeAtLocation(pattern)) === undefined) return;
    for (const element of pattern.elements) {
      const member = (element.propertyName ?? element.name).getText(this.#source);
      if (!NOT_CALLS.has(member))
        this.#leave(element, `${member} is used as a value: call it, or use client.modern`);
    }
  }

  #rewrite(client: string, method: string, call: ts.CallExpression): Rewritten & { page?: boolean } {
    if (call.arguments.some((argument) => this.#ts.isSpreadElement(argument))) {
      return { reason: `${method} is called with a list of arguments` };
    }
    const args: Arguments = {
      ts: this.#ts,
      nodes: call.arguments,
      texts: call.arguments.map((argument) => this.#textOf(argument)),
      textOf: (node) => this.#textOf(node),
      isText: (node) => {
        const { flags } = this.#checker.getTypeAtLocation(node);
        return (flags & this.#ts.TypeFlags.StringLike) !== 0;
      },
      fieldNames: (node) =>
        this.#checker
          .getTypeAtLocation(node)
          .getProperties()
          .map(({ name }) => name),
    };
    if (method === 'request') return { reason: 'requests of your own have no counterpart: they can stay' };
    if (client === 'APIClient') return appCall(method, args);
    if (client === 'TrackClient') {
      return TRACK_CALLS[method]?.(args) ?? { reason: `no method of @cio/track does what ${method} does` };
    }
    if (PIPELINES_CALLS.has(method)) return { call: `${method}(${args.texts.join(', ')})` };
    return { reason: 'modern.sendBatch(messages) takes what the builders of @cio/pipelines make' };
  }

  /** Writes a call anew, unless its result, its errors or a date in it are used as others than they would be. */
  #replace(call: ts.CallExpression, access: Access, text: string, client: string, isPage: boolean): void {
    const receiver = this.#textOf(access.expression);
    const optional = access.questionDotToken ? '?' : '';
    const written = `${receiver}${optional}.modern.${text}`;
    const isAwaited = this.#ts.isAwaitExpression(call.parent);
    const use = client === 'APIClient' ? 'unused' : useOfResult(this.#ts, this.#checker, call);
    if (use === 'used') {
      this.#leave(access, 'its result is used: the calls of @cio resolve with nothing');
      return;
    }
    if (isPage && !isAwaited) {
      this.#leave(access, `the result is a list: (await ${written}).body is what it was`);
      return;
    }
    const read = this.#handlers.readAround(call);
    if (read) {
      const place = `${read.what}, line ${this.#lineOf(read.node)}`;
      this.#leave(
        access,
        `a handler decides by its errors (${place}): those of @cio are others, with \`status\``,
      );
      return;
    }
    const dates = client === 'PipelinesClient' ? 'none' : this.#datesIn(call);
    if (dates === 'some') {
      this.#leave(
        access,
        'a Date in it is sent as text, and by @cio as unix seconds: choose, with toISOString() or with modern',
      );
      return;
    }
    const lost = lostComments(this.#ts, this.#source, call, written);
    if (!lost) {
      this.#leave(access, 'a comment in it has no place in the call that it would become');
      return;
    }
    const comments = lost.map((comment) => `${comment} `).join('');
    const commented = written.slice(0, -text.length) + text.replace('(', () => `(${comments}`);
    const replaced = isPage ? call.parent : call;
    this.#edits.push({
      start: replaced.getStart(this.#source),
      end: replaced.end,
      text: isPage ? `(await ${commented})${optional}.body` : commented,
    });
    this.#migration.rewritten++;
    if (dates === 'unknown') {
      this.#check(
        access,
        'if a Date is in it: it was sent as text of ISO 8601, and is now sent as unix seconds',
      );
    }
    // The only one whose result is the same.
    if (use === 'passed on' && !/\bgetRegion\(/.test(text)) {
      this.#check(access, 'its result is passed on: it was an object, and is now undefined');
    }
  }

  /** Whether an argument of a call holds a `Date`, where the official method takes one that can. */
  #datesIn(call: ts.CallExpression): Dates {
    const all = call.arguments.map((argument, index): Dates => {
      const isRequest = this.#ts.isNewExpression(argument) && argument.arguments?.length === 1;
      const [of, value] = isRequest ? [argument, argument.arguments[0]!] : [call, argument];
      const dates = datesInExpression(this.#ts, this.#checker, value);
      if (dates !== 'unknown') return dates;
      const parameter = this.#checker.getResolvedSignature(of)?.parameters[isRequest ? 0 : index];
      const type = parameter && this.#checker.getTypeOfSymbolAtLocation(parameter, of);
      const takesNone = type && datesInType(this.#ts, this.#checker, type, of) === 'none';
      return takesNone ? 'none' : 'unknown';
    });
    return all.includes('some') ? 'some' : all.includes('unknown') ? 'unknown' : 'none';
  }

  #visitError(node: ts.Identifier): void {
    const symbol = this.#checker.getTypeAtLocation(node).getSymbol();
    if (!symbol || !isOfOfficial(symbol)) return;
    if (this.#ts.isImportSpecifier(node.parent) || this.#ts.isBindingElement(node.parent)) return;
    this.#leave(
      node,
      'the calls of @cio reject with ApiError, RetryableError and ValidationError: see their `status`',
    );
  }

  /** The official class of a type. */
  #clientOf(type: ts.Type): string | undefined {
    const symbol = this.#checker.getNonNullableType(type).getSymbol();
    return symbol && CLIENTS.has(symbol.name) && isOfOfficial(symbol) ? symbol.name : undefined;
  }

  /** The text of a node, with the changes within it. */
  #textOf(node: ts.Node): string {
    const start = node.getStart(this.#source);
    const inner = this.#edits
      .filter((edit) => edit.start >= start && edit.end <= node.end)
      .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const text = applyEdits(this.#source.text.slice(start, node.end), inner);
    const type = /^IdentifierType\.(\w+)$/.exec(text)?.[1];
    return type === undefined ? text : `'${IDENTIFIER_TYPES[type]}'`;
  }

  #leave(node: ts.Node, reason: string): void {
    this.#migration.leftovers.push(this.#place(node, reason));
  }

  #check(node: ts.Node, reason: string): void {
    this.#migration.checks.push(this.#place(node, reason));
  }

  #place(node: ts.Node, reason: string): Place {
    const start = node.getStart(this.#source);
    const { line, character } = this.#source.getLineAndCharacterOfPosition(start);
    return {
      file: this.#source.fileName,
      line: line + 1,
      column: character + 1,
      text: this.#source.text.slice(start, node.end).replace(/\s+/g, ' '),
      reason,
    };
  }

  /** The line of a node; with its file, if that is another. */
  #lineOf(node: ts.Node): string {
    const source = node.getSourceFile();
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    return source === this.#source ? `${line}` : `${line} of ${source.fileName.replace(/^.*\//, '')}`;
  }
}

/** Whether a class is declared by the official client, or by this package under its name or its own. */
function isOfOfficial(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some(isInOfficial) === true;
}

function isInOfficial(declaration: ts.Node): boolean {
  return /\bcustomerio-node\b/.test(declaration.getSourceFile().fileName);
}
