interface Node {
  readonly id: number;
  readonly parentId: number | null;
  readonly title: string;
}

/** Parents before their children, siblings by title, each with its depth. */
export function inTreeOrder<T extends Node>(nodes: readonly T[]): { readonly folder: T; readonly depth: number }[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const under = (parentId: number | null) =>
    nodes
      .filter((node) => (node.parentId !== null && ids.has(node.parentId) ? node.parentId : null) === parentId)
      .sort((a, b) => a.title.localeCompare(b.title));
  const walk = (parentId: number | null, depth: number): { folder: T; depth: number }[] =>
    under(parentId).flatMap((folder) => [{ folder, depth }, ...walk(folder.id, depth + 1)]);
  return walk(null, 0);
}
