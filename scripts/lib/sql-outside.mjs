import ts from 'typescript';

/** Rooms write SQL, and whoever asks another database than ours. */
const MAY = /^src\/(core|db|connectors)\/|\.test\.tsx?$/;

/**
 * The places of a file that write SQL although it is no room's: any tagged template but `String.raw`, whatever the
 * connection is called there, and `.unsafe(...)`.
 * @param {string} path below the clone, with slashes
 * @param {string} text
 * @returns {string[]} `path:line: ...`
 */
export function sqlOutside(path, text) {
  if (MAY.test(path)) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const found = [];
  /** @param {import('typescript').Node} node */
  const visit = (node) => {
    const what = ts.isTaggedTemplateExpression(node)
      ? node.tag
      : ts.isCallExpression(node)
        ? node.expression
        : undefined;
    const name = what?.getText(source);
    if (name !== undefined && (ts.isTaggedTemplateExpression(node) ? name !== 'String.raw' : /\.unsafe$/.test(name))) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${path}:${line + 1}: ${name} writes SQL outside a room of the core: make it a verb below src/core`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
