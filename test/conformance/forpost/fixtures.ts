import type { TestApp } from '../../support/app.ts';
import type { Fixtures } from './cases.ts';

/** Made through the core, so that no method is needed to test another. */
export async function makeFixtures(app: TestApp): Promise<Fixtures> {
  const [account] = await app.core.sql<{ id: number }[]>`select id from organization order by id limit 1`;
  return { accountId: account?.id ?? 0 };
}
