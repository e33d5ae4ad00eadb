import { appAnswerType, appContract, appDocument } from '@cio-internal/contract';
import { expect, test } from 'vitest';
import { appMethods } from './app-operations.js';
import { compile } from './compile.js';

const HEAD = `
/** What a method answers: of a page of a list, the response that it was read from. */
type Answer<Method extends (...args: never[]) => unknown> =
  Awaited<ReturnType<Method>> extends Page<unknown, infer Body> ? Body : Awaited<ReturnType<Method>>;
/** The fields that a type names: an index signature would hide what the other type has and this one has not. */
type Names<T> = keyof { [Key in keyof T as string extends Key ? never : Key]: T[Key] };
/** \`any\` can stand for everything, and is nobody's type. */
type NotAny<T> = 0 extends 1 & T ? never : T;
`;

/** The type of a method, as TypeScript looks it up in the client. */
const methodType = (name: string) =>
  `AppClient${name
    .split('.')
    .map((key) => `['${key}']`)
    .join('')}`;

test('what each method is declared to answer is what the contract says, both ways, and open', async () => {
  const checks = appContract.operations
    // An image is bytes, which no schema describes.
    .filter(
      (operation) => !appContract.responseTypes(operation, 200).some((type) => type.startsWith('image/')),
    )
    .map(({ operationId }) => ({
      operationId,
      published:
        appAnswerType(appDocument, operationId)?.replaceAll(/\/\*\*[\s\S]*?\*\/|\s+/g, ' ') ?? 'void',
    }));
  expect(checks).toHaveLength(185);
  const named = checks.flatMap(({ published }) => published.match(/(?<![\w'.])[A-Z]\w*/g) ?? []);
  const imports = [...new Set(named)].filter((name) => name !== 'Record');
  const lines = checks.map(({ operationId, published }) => {
    const declared = `NotAny<Answer<${methodType(appMethods[operationId]!)}>>`;
    return `// ${operationId}
export const declared_${operationId} = (it: ${declared}): ${published} => it;
export const published_${operationId} = (it: ${published}): ${declared} => it;
export const named_${operationId} = (it: Names<${declared}>): Names<${published}> => it;
export const also_${operationId} = (it: Names<${published}>): Names<${declared}> => it;
${/^void$|\[\]$/.test(published) ? '' : `export const later_${operationId} = (it: ${declared}): unknown => it['a_later_field'];`}`;
  });
  const text = `import type { AppClient, ${imports.join(', ')} } from '@cio/app-api';\nimport type { Page } from '@cio/core';\n${HEAD}\n${lines.join('\n')}\n`;
  expect(await compile('app-types', { 'answers.ts': text })).toBe('');
}, 120_000);
