// The API reference as this project wants it.

/** The landmarks by which a screen reader finds what a page is about. */
const LANDMARKS = [
  ['<div class="col-content">', '<div class="col-content" role="main">'],
  ['<div class="col-sidebar">', '<div class="col-sidebar" role="complementary" aria-label="Navigation">'],
  ['<nav id="tsd-sidebar-links"', '<nav id="tsd-sidebar-links" aria-label="Site"'],
];

/** @param {import('typedoc').Application} app */
export function load(app) {
  // `track/src` is `@cio/track`, `webhooks/src/node` is `@cio/webhooks/node`: what an import names.
  app.converter.on('resolveBegin', ({ project }) => {
    for (const module of project.children ?? []) module.name = `@cio/${module.name.replace('/src', '')}`;
  });
  app.renderer.on('endPage', (page) => {
    for (const [plain, landmark] of LANDMARKS) {
      if (!page.contents.includes(plain)) throw new Error(`TypeDoc writes no ${plain} any more: ${page.url}`);
      page.contents = page.contents.replace(plain, landmark);
    }
  });
}
