import ts from 'typescript';

const MAX_LINES = 60;

/** What a route table calls of the server that it is given. */
const REGISTERS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'route', 'register']);

/**
 * The functions of a file that are longer than 60 lines, from the line of their first word to that of their last brace.
 * Two kinds of lines do not count, since nobody has to keep them in mind together: those of markup, and those of a
 * route table, whose handlers count by themselves.
 * @param {string} path below the clone, with slashes
 * @param {string} text
 * @returns {string[]} `path:line: ...`
 */
export function longFunctions(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  /** @param {number} position */
  const lineAt = (position) => source.getLineAndCharacterOfPosition(position).line;
  /** @type {string[]} */
  const found = [];
  /** @param {import('typescript').Node} node */
  const visit = (node) => {
    if (isFunction(node) && !isRouteTable(node)) {
      const first = lineAt(node.getStart(source));
      const lines = lineAt(node.end) - first + 1 - markupLines(node, lineAt);
      if (lines > MAX_LINES)
        found.push(`${path}:${first + 1}: a function of ${lines} lines, at most ${MAX_LINES}: divide it by its steps`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * @param {import('typescript').Node} node
 * @returns {node is import('typescript').FunctionLikeDeclaration & { body: import('typescript').ConciseBody }}
 */
const isFunction = (node) => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

/**
 * Each statement of its body registers something at its first parameter, or hands that parameter on to another table.
 * @param {import('typescript').FunctionLikeDeclaration} of
 */
function isRouteTable({ body, parameters: [app] }) {
  if (!app || !body || !ts.isBlock(body) || !ts.isIdentifier(app.name)) return false;
  const name = app.name.text;
  /** @param {import('typescript').Node | undefined} node */
  const isApp = (node) => node !== undefined && ts.isIdentifier(node) && node.text === name;
  return body.statements.every((statement) => {
    if (!ts.isExpressionStatement(statement)) return false;
    const called = ts.isAwaitExpression(statement.expression) ? statement.expression.expression : statement.expression;
    if (!ts.isCallExpression(called)) return false;
    const { expression, arguments: given } = called;
    if (!ts.isPropertyAccessExpression(expression)) return isApp(given[0]);
    return isApp(expression.expression) && REGISTERS.has(expression.name.text);
  });
}

/**
 * Lines between the first and the last line of each piece of markup, which may hold code of their own.
 * @param {import('typescript').Node} within
 * @param {(position: number) => number} lineAt
 * @returns {number}
 */
function markupLines(within, lineAt) {
  let lines = 0;
  ts.forEachChild(within, (node) => {
    const isMarkup = ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
    lines += isMarkup ? lineAt(node.end) - lineAt(node.getStart()) : markupLines(node, lineAt);
  });
  return lines;
}
