import { test } from 'vitest';
import ts from 'typescript';
import { Editor } from './language-service.js';
test('x', () => {
  const e = new Editor();
  const { checker, file } = e.open(`import { AppClient } from '@cio/app-api'; import * as app from '@cio/app-api'; import * as core from '@cio/core'; import * as node from '@cio/core/node';
import { TrackClient } from '@cio/track'; import * as track from '@cio/track'; import * as v2 from '@cio/track-v2'; import * as webhooks from '@cio/webhooks'; import * as express from '@cio/webhooks/express'; import * as undici from '@cio/transport-undici'; import * as retry from '@cio/retry-p-retry';
import type { EventOf, EventType } from '@cio/webhooks';
export const all = { app, core, node, track, v2, webhooks, express, undici, retry };
export type Events = { [T in EventType]: EventOf<T> };
`);
  const missing = new Map<string, string>();
  const seen = new Set<ts.Type>();
  let total = 0;
  const visit = (type: ts.Type, path: string) => {
    if (seen.has(type)) return; seen.add(type);
    if (type.isUnionOrIntersection()) { for (const one of type.types) visit(one, path); }
    for (const arg of checker.getTypeArguments(type as ts.TypeReference) ?? []) if (checker.isArrayType(type) ) visit(arg, path + '[]');
    if (checker.isArrayType(type) || type.flags & ts.TypeFlags.Primitive) return;
    for (const prop of type.getApparentProperties()) {
      const decl = prop.declarations?.[0];
      if (!decl || !/\/packages\//.test(decl.getSourceFile().fileName)) continue;
      const t = checker.getTypeOfSymbol(prop);
      if (t.getCallSignatures().length && !path.includes('opt')) { }
      const parent = decl.parent && (decl.parent as any).name?.text || '';
      const key = `${decl.getSourceFile().fileName.replace(/.*packages\//, '').replace(/\/dist.*/, '')} ${parent}.${prop.name}`;
      const doc = ts.displayPartsToString(prop.getDocumentationComment(checker));
      total++;
      if (!doc && prop.name[0] !== '#' && !prop.name.startsWith('__')) missing.set(key, path);
      visit(t, `${path}.${prop.name}`);
    }
  };
  const fn = (sig: ts.Signature, path: string) => {
    for (const p of sig.getParameters()) { const t = checker.getTypeOfSymbol(p); visit(t, `${path}(${p.name})`); }
  };
  const members = (type: ts.Type, path: string, depth = 0) => {
    for (const s of [...type.getCallSignatures(), ...type.getConstructSignatures()]) fn(s, path);
    for (const s of type.getConstructSignatures()) members(s.getReturnType(), path, depth + 1);
    if (depth > 3) return;
    for (const prop of type.getProperties()) {
      const decl = prop.declarations?.[0];
      if (!decl || !/\/packages\//.test(decl.getSourceFile().fileName)) continue;
      members(checker.getTypeOfSymbol(prop), `${path}.${prop.name}`, depth + 1);
    }
  };
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!);
  for (const s of symbols) {
    if (s.name === 'all') for (const m of checker.getTypeOfSymbol(s).getProperties()) for (const p of checker.getTypeOfSymbol(m).getProperties()) members(checker.getTypeOfSymbol(p), `${m.name}.${p.name}`);
    else visit(checker.getDeclaredTypeOfSymbol(s), 'events');
  }
  console.log(total, missing.size);
  for (const [k, v] of missing) console.log(k, '   ', v);
}, 100000);
