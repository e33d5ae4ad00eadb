import type ts from 'typescript';

/** Whether a value can hold a `Date`: `unknown` where its type does not say. */
export type Dates = 'none' | 'some' | 'unknown';

/**
 * Whether a value of a type holds a `Date`, at any depth.
 *
 * @param at Where the value stands, which the types of its fields are asked for.
 */
export function datesIn(typescript: typeof ts, checker: ts.TypeChecker, type: ts.Type, at: ts.Node): Dates {
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
    if (one.getProperty('toISOString')) return 'some';
    // Left out of JSON.
    if (one.getCallSignatures().length > 0) return 'none';
    // Text, by what its toJSON returns.
    if (one.getProperty('toJSON')) return 'none';
    if (checker.isArrayType(one) || checker.isTupleType(one)) {
      return worst(checker.getTypeArguments(one as ts.TypeReference).map(datesOf));
    }
    const properties = one.getProperties();
    const indexed = checker.getIndexInfosOfType(one);
    // `{}` that is written out is empty; as the type of a variable, it says nothing.
    if (properties.length === 0 && indexed.length === 0) {
      return typescript.isObjectLiteralExpression(at) ? 'none' : 'unknown';
    }
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
