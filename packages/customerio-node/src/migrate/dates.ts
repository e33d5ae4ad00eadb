import type ts from 'typescript';

/** Whether a value can hold a `Date`: `unknown` where its type does not say. */
export type Dates = 'none' | 'some' | 'unknown';

/** Whether the value of an expression holds a `Date`, at any depth. */
export function datesInExpression(
  typescript: typeof ts,
  checker: ts.TypeChecker,
  node: ts.Expression,
): Dates {
  // A spread loses the index signature of what it spreads, so objects that are written out are asked field by field.
  if (typescript.isObjectLiteralExpression(node)) {
    return worst(
      node.properties.map((property) => {
        if (typescript.isPropertyAssignment(property)) return datesOf(property.initializer);
        if (typescript.isSpreadAssignment(property)) return datesOf(property.expression);
        if (typescript.isShorthandPropertyAssignment(property)) return datesOf(property.name);
        return datesInType(typescript, checker, checker.getTypeAtLocation(property), property);
      }),
    );
  }
  if (typescript.isIdentifier(node)) {
    const symbol = typescript.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    const declaration = symbol?.valueDeclaration;
    if (declaration && typescript.isVariableDeclaration(declaration) && !declaration.type) {
      const { initializer } = declaration;
      if (initializer && typescript.isObjectLiteralExpression(initializer)) {
        return worst([
          datesOf(initializer),
          datesInType(typescript, checker, checker.getTypeOfSymbolAtLocation(symbol, node), node),
        ]);
      }
    }
    if (symbol)
      return datesInType(typescript, checker, checker.getTypeOfSymbolAtLocation(symbol, node), node);
  }
  return datesInType(typescript, checker, checker.getTypeAtLocation(node), node);

  function datesOf(part: ts.Expression): Dates {
    return datesInExpression(typescript, checker, part);
  }
}

/**
 * Whether a value of a type holds a `Date`, at any depth.
 *
 * @param at Where the value stands, which the types of its fields are asked for.
 */
export function datesInType(
  typescript: typeof ts,
  checker: ts.TypeChecker,
  type: ts.Type,
  at: ts.Node,
): Dates {
  const { TypeFlags } = typescript;
  const seen = new Set<ts.Type>();

  function datesOf(one: ts.Type): Dates {
    if (one.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.NonPrimitive)) return 'unknown';
    if (one.isUnion()) return worst(one.types.map(datesOf));
    if (one.isIntersection()) return datesOfObject(one);
    if (one.flags & TypeFlags.TypeParameter) {
      const constraint = checker.getBaseConstraintOfType(one);
      return constraint ? datesOf(constraint) : 'unknown';
    }
    if (!(one.flags & TypeFlags.Object)) return 'none';
    if (seen.has(one)) return 'none';
    seen.add(one);
    return datesOfObject(one);
  }

  function datesOfObject(one: ts.Type): Dates {
    // Objects of date libraries have a toJSON of their own, whose text is sent by both.
    if (one.getProperty('setUTCMilliseconds')) return 'some';
    // Left out of JSON.
    if (one.getCallSignatures().length > 0) return 'none';
    // Text, by what its toJSON returns.
    if (one.getProperty('toJSON')) return 'none';
    if (checker.isArrayType(one) || checker.isTupleType(one)) {
      return worst(checker.getTypeArguments(one as ts.TypeReference).map(datesOf));
    }
    const properties = one.getProperties();
    const indexed = checker.getIndexInfosOfType(one);
    // `{}` as the type of a variable says nothing.
    if (properties.length === 0 && indexed.length === 0) return 'unknown';
    return worst([
      ...properties.map((property) => datesOf(checker.getTypeOfSymbolAtLocation(property, at))),
      ...indexed.map((info) => datesOf(info.type)),
    ]);
  }

  return datesOf(type);
}

function worst(all: readonly Dates[]): Dates {
  return all.includes('some') ? 'some' : all.includes('unknown') ? 'unknown' : 'none';
}
