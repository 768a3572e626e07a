import { openApiDocument } from '../api/frame/openapi.ts';

/** Prints the description of our own API. */
export async function openApiCommand(): Promise<number> {
  process.stdout.write(`${JSON.stringify(await openApiDocument(), null, 2)}\n`);
  return 0;
}
