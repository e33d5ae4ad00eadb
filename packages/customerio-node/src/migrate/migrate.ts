import type ts from 'typescript';
import { appCall } from './app-calls.js';
import type { Arguments, Rewritten } from './arguments.js';
import { applyEdits, type Edit } from './edits.js';
import { TRACK_CALLS } from './track-calls.js';

/** What is left to be done by hand. */
interface Leftover {
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
  /** What is left, in the order of files and lines. */
  leftovers: Leftover[];
}

const CLIENTS = new Set(['TrackClient', 'APIClient', 'PipelinesClient']);
const PIPELINES_CALLS = new Set(['identify', 'track', 'page', 'screen', 'group', 'alias']);
/** What a client has besides its calls. */
const NOT_CALLS = new Set(['modern', 'modernV2', 'defaults', 'siteid', 'apikey', 'appKey', 'writeKey']);
const IDENTIFIER_TYPES: Readonly<Record<string, string>> = { Id: 'id', Email: 'email', CioId: 'cio_id' };

/**
 * Rewrites the calls of the official clients that mean the same with the clients of `@cio`, as calls of `client.modern`, and
 * tells what is left.
 */
export function migrate(typescript: typeof ts, program: ts.Program, files: readonly string[]): Migration {
  const migration: Migration = { changed: new Map(), rewritten: 0, leftovers: [] };
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source) new FileMigration(typescript, program.getTypeChecker(), source, migration).run();
  }
  return migration;
}

class FileMigration {
  readonly #ts: typeof ts;
  readonly #checker: ts.TypeChecker;
  readonly #source: ts.SourceFile;
  readonly #migration: Migration;
  readonly #edits: Edit[] = [];

  constructor(typescript: typeof ts, checker: ts.TypeChecker, source: ts.SourceFile, migration: Migration) {
    this.#ts = typescript;
    this.#checker = checker;
    this.#source = source;
    this.#migration = migration;
  }

  run(): void {
    this.#visit(this.#source);
    if (this.#edits.length === 0) return;
    this.#migration.changed.set(this.#source.fileName, applyEdits(this.#source.text, this.#edits));
  }

  #visit(node: ts.Node): void {
    // What stands within a call goes first: the call is written with its changes.
    this.#ts.forEachChild(node, (child) => this.#visit(child));
    if (this.#ts.isPropertyAccessExpression(node)) this.#visitAccess(node);
    else if (this.#ts.isIdentifier(node) && this.#isOfficial(node, 'CustomerIORequestError')) {
      this.#visitError(node);
    }
  }

  #visitAccess(node: ts.PropertyAccessExpression): void {
    const client = this.#clientOf(node.expression);
    const member = node.name.text;
    if (client === undefined || NOT_CALLS.has(member)) return;
    const call = node.parent;
    if (!this.#ts.isCallExpression(call) || call.expression !== node) {
      this.#leave(node, `${member} is used as a value: call it, or use client.modern`);
      return;
    }
    const rewritten = this.#rewrite(client, member, call);
    if (rewritten.call === undefined) this.#leave(node, rewritten.reason);
    else this.#replace(call, node, rewritten.call, client, rewritten.page === true);
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

  /** Writes a call anew, unless its result is used as another one. */
  #replace(
    call: ts.CallExpression,
    access: ts.PropertyAccessExpression,
    text: string,
    client: string,
    isPage: boolean,
  ): void {
    const receiver = this.#textOf(access.expression);
    const isAwaited = this.#ts.isAwaitExpression(call.parent);
    if (client !== 'APIClient' && this.#usesResult(isAwaited ? call.parent : call)) {
      this.#leave(access, 'its result is used: the calls of @cio resolve with nothing');
      return;
    }
    if (isPage && !isAwaited) {
      this.#leave(access, `the result is a list: (await ${receiver}.modern.${text}).body is what it was`);
      return;
    }
    const replaced = isPage ? call.parent : call;
    const written = `${receiver}.modern.${text}`;
    this.#edits.push({
      start: replaced.getStart(this.#source),
      end: replaced.end,
      text: isPage ? `(await ${written}).body` : written,
    });
    this.#migration.rewritten++;
  }

  /** Whether the value of an expression goes into a variable, or to a callback. */
  #usesResult(node: ts.Node): boolean {
    const { parent } = node;
    if (this.#ts.isVariableDeclaration(parent) || this.#ts.isBinaryExpression(parent)) return true;
    if (!this.#ts.isPropertyAccessExpression(parent) || parent.name.text !== 'then') return false;
    const then = parent.parent;
    const callback = this.#ts.isCallExpression(then) ? then.arguments[0] : undefined;
    const isFunction = callback && this.#ts.isFunctionLike(callback);
    return !isFunction || callback.parameters.length > 0;
  }

  #visitError(node: ts.Identifier): void {
    if (this.#ts.isImportSpecifier(node.parent) || this.#ts.isBindingElement(node.parent)) return;
    this.#leave(
      node,
      'the calls of @cio reject with ApiError, RetryableError and ValidationError: see their `status`',
    );
  }

  /** The official class of an expression, by its type. */
  #clientOf(expression: ts.Expression): string | undefined {
    const symbol = this.#checker.getTypeAtLocation(expression).getSymbol();
    return symbol && CLIENTS.has(symbol.name) && isOfOfficial(symbol) ? symbol.name : undefined;
  }

  #isOfficial(node: ts.Identifier, name: string): boolean {
    if (node.text !== name) return false;
    const symbol = this.#checker.getTypeAtLocation(node).getSymbol();
    return symbol !== undefined && isOfOfficial(symbol);
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
    const start = node.getStart(this.#source);
    const { line, character } = this.#source.getLineAndCharacterOfPosition(start);
    this.#migration.leftovers.push({
      file: this.#source.fileName,
      line: line + 1,
      column: character + 1,
      text: this.#source.text.slice(start, node.end).replace(/\s+/g, ' '),
      reason,
    });
  }
}

/** Whether a class is declared by the official client, or by this package under its name or its own. */
function isOfOfficial(symbol: ts.Symbol): boolean {
  return (
    symbol.declarations?.some((one) => /\bcustomerio-node\b/.test(one.getSourceFile().fileName)) === true
  );
}
