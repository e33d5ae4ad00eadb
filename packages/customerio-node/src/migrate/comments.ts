import type ts from 'typescript';

/** The comments of a node that a new text for it does not have, each as a comment in one line; undefined if one cannot be. */
export function lostComments(
  typescript: typeof ts,
  source: ts.SourceFile,
  node: ts.Node,
  written: string,
): string[] | undefined {
  const lost: string[] = [];
  let remaining = written;
  for (const comment of commentsOf(typescript, source, node)) {
    const at = remaining.indexOf(comment);
    if (at !== -1) {
      remaining = remaining.slice(0, at) + remaining.slice(at + comment.length);
      continue;
    }
    if (!comment.startsWith('//')) lost.push(comment);
    else if (comment.includes('*/')) return undefined;
    else lost.push(`/* ${comment.slice(2).trim()} */`);
  }
  return lost;
}

function commentsOf(typescript: typeof ts, source: ts.SourceFile, node: ts.Node): string[] {
  const { text } = source;
  const start = node.getStart(source);
  const comments = new Map<number, string>();
  const add = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) {
      if (pos >= start && end <= node.end) comments.set(pos, text.slice(pos, end));
    }
  };
  const visit = (one: ts.Node): void => {
    // Neither in the text of a string nor in that of a template.
    add(typescript.getLeadingCommentRanges(text, one.getFullStart()));
    add(typescript.getTrailingCommentRanges(text, one.end));
    for (const child of one.getChildren(source)) visit(child);
  };
  visit(node);
  return [...comments].sort(([a], [b]) => a - b).map(([, comment]) => comment);
}
