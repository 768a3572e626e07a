import { afterAll, beforeAll, expect, test } from 'vitest';
import { PANEL_MODELS } from '../../src/core/panels/panel.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('the database takes the panel models of the list, and no others', async () => {
  const [check] = await database.sql<{ condition: string }[]>`
    select pg_get_constraintdef(oid) as condition from pg_constraint where conname = 'panel_model_check'`;
  const taken = [...(check?.condition ?? '').matchAll(/'(\w+)'/g)].map(([, model]) => model);
  expect(taken.sort()).toEqual([...PANEL_MODELS].sort());
});
