#!/usr/bin/env bash
# postgres (postgres.js) 3.4.9, Node.js 20, Linux, seen 2026-12-01.
#
# For each tagged statement the client makes an error when it is called for the first time, to tell where a query that
# fails came from, and keeps it as long as the process lives. Nobody has asked for the stack of that error yet, and until
# somebody does V8 keeps the objects that the frames of the call went through rather than their names. So the first
# caller of each statement is never collected, with all that it leads to: in a web server a request with its body. Once
# the stack was read a text is kept in its place, and the caller goes.
#
# Here it matters to whoever runs many servers in one process, as our tests do: each statement kept the server that had
# asked it first, 90 MB each, until the process died at the limit of its heap. src/db/callers.ts reads the stack at once.
#
# Prints who is still there after a garbage collection, of a caller of a statement whose stack nobody has read, and of
# one whose stack was read:
#   never read: the caller is kept
#   read: the caller is gone
set -euo pipefail
folder=$(mktemp -d)
trap 'cd / && rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund --ignore-scripts postgres@3.4.9
cat >ask.mjs <<'JS'
import postgres from 'postgres';

// Nothing is connected to: the statements are made and never sent.
const sql = postgres('postgres://nobody@127.0.0.1:1/none');

class Caller {
  make() {
    return sql`select 1`;
  }
  makeAndRead() {
    return sql`select 2`.origin;
  }
}

const left = (method) => {
  const caller = new Caller();
  caller[method]();
  return new WeakRef(caller);
};
const callers = { 'never read': left('make'), read: left('makeAndRead') };
await new Promise((resolve) => setImmediate(resolve));
globalThis.gc();
for (const [name, caller] of Object.entries(callers))
  console.log(`${name}: the caller is ${caller.deref() === undefined ? 'gone' : 'kept'}`);
JS
seen=$(node --expose-gc ask.mjs)
echo "$seen"
[ "$seen" = 'never read: the caller is kept
read: the caller is gone' ] || { echo 'this has changed' >&2; exit 1; }
