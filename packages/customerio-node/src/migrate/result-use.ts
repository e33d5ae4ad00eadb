import type ts from 'typescript';

/** What becomes of the result of a call: nothing, something here, or whatever its caller or receiver does with it. */
export type ResultUse = 'unused' | 'used' | 'passed on';

const COMBINE = new Set(['all', 'allSettled', 'race', 'any']);
/** The methods of lists whose result holds what their callback returns. */
const MAPS = new Set(['map', 'flatMap']);

/** What becomes of the value of an expression. */
export function useOfResult(typescript: typeof ts, checker: ts.TypeChecker, expression: ts.Node): ResultUse {
  const { SyntaxKind } = typescript;

  function useOf(node: ts.Node): ResultUse {
    const { parent } = node;
    if (typescript.isExpressionStatement(parent) || typescript.isVoidExpression(parent)) return 'unused';
    if (
      typescript.isAwaitExpression(parent) ||
      typescript.isParenthesizedExpression(parent) ||
      typescript.isAsExpression(parent) ||
      typescript.isNonNullExpression(parent)
    ) {
      return useOf(parent);
    }
    if (typescript.isConditionalExpression(parent)) return parent.condition === node ? 'used' : useOf(parent);
    if (typescript.isBinaryExpression(parent)) return useInOperator(parent, node);
    if (typescript.isReturnStatement(parent)) return useOfReturned(parent);
    if (typescript.isArrowFunction(parent) && parent.body === node) return useOfFunction(parent);
    if (typescript.isPropertyAccessExpression(parent)) return useOfChain(parent);
    if (typescript.isCallExpression(parent)) return useAsArgument(parent, 'passed on');
    if (typescript.isArrayLiteralExpression(parent) && typescript.isCallExpression(parent.parent)) {
      return useAsArgument(parent.parent, 'passed on');
    }
    return 'used';
  }

  function useInOperator(operation: ts.BinaryExpression, node: ts.Node): ResultUse {
    const { kind } = operation.operatorToken;
    if (kind === SyntaxKind.CommaToken) return operation.left === node ? 'unused' : useOf(operation);
    const isLogical =
      kind === SyntaxKind.AmpersandAmpersandToken ||
      kind === SyntaxKind.BarBarToken ||
      kind === SyntaxKind.QuestionQuestionToken;
    return isLogical && operation.right === node ? useOf(operation) : 'used';
  }

  function useOfReturned(statement: ts.ReturnStatement): ResultUse {
    const enclosing = typescript.findAncestor<ts.SignatureDeclaration>(
      statement,
      (node): node is ts.SignatureDeclaration => typescript.isFunctionLike(node),
    );
    return enclosing ? useOfFunction(enclosing) : 'used';
  }

  /** The use of what a function returns. */
  function useOfFunction(declaration: ts.SignatureDeclaration): ResultUse {
    if (declaration.type && resolvesWithNothing(declaration.type)) return 'unused';
    const call = declaration.parent;
    const isCallback = typescript.isCallExpression(call) && call.expression !== (declaration as ts.Node);
    if (!isCallback || !typescript.isPropertyAccessExpression(call.expression)) return 'passed on';
    const method = call.expression.name.text;
    if (method === 'forEach') return 'unused';
    return MAPS.has(method) || method === 'then' || method === 'catch' ? useOf(call) : 'passed on';
  }

  /** `.then(f)` hands the result to `f`, unless that has no parameter; the others hand it on. */
  function useOfChain(access: ts.PropertyAccessExpression): ResultUse {
    const method = access.name.text;
    const call = access.parent;
    if (!typescript.isCallExpression(call)) return 'used';
    if (method === 'catch' || method === 'finally') return useOf(call);
    if (method !== 'then') return 'used';
    const callback = call.arguments[0];
    const isFunction = callback && typescript.isFunctionLike(callback);
    return isFunction && callback.parameters.length === 0 ? 'unused' : 'used';
  }

  function useAsArgument(call: ts.CallExpression, otherwise: ResultUse): ResultUse {
    const { expression: callee } = call;
    const combines =
      typescript.isPropertyAccessExpression(callee) &&
      callee.expression.getText() === 'Promise' &&
      COMBINE.has(callee.name.text);
    return combines ? useOf(call) : otherwise;
  }

  function resolvesWithNothing(node: ts.TypeNode): boolean {
    const type = checker.getTypeFromTypeNode(node);
    const result =
      type.getSymbol()?.name === 'Promise' ? checker.getTypeArguments(type as ts.TypeReference)[0] : type;
    return result !== undefined && (result.flags & typescript.TypeFlags.Void) !== 0;
  }

  return useOf(expression);
}
