import { expect, test } from 'vitest';
import { measure } from './size.js';

const sizes = await measure();

test.each(sizes)('$what bundled for $target keeps to its budget', ({ bytes, limit }) => {
  expect(bytes).toBeGreaterThan(200);
  expect(bytes).toBeLessThanOrEqual(limit);
});
