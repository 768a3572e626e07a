import { existsSync } from 'node:fs';
import { removeDataDir } from '../../support/data-dir.ts';
import { FIRST_START, MAIN, startServer } from '../../support/server.ts';

/** Makes the data of a first start once, for servers to begin with a copy of them. */
export default async function setup() {
  // Each test says itself that nothing is built.
  if (!existsSync(MAIN)) return;
  const server = await startServer({ first: true, args: ['--role', 'api'] });
  await server.stop({ forget: false });
  process.env[FIRST_START] = server.dataDir;
  return () => removeDataDir(server.dataDir);
}
