import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openSql, type Sql } from './sql.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

class Caller {
  readonly body = 'x'.repeat(1000);

  ask(sql: Sql): void {
    // It is never sent: that it is made is enough.
    void sql`select ${this.body}`;
  }
}

test('who was the first to make a statement is not kept', async () => {
  const sql = openSql('postgres://nobody@127.0.0.1:1/none');
  const asking = (): WeakRef<Caller> => {
    const caller = new Caller();
    caller.ask(sql);
    return new WeakRef(caller);
  };
  const caller = asking();
  // What a weak reference leads to stays until the turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  expect(caller.deref()).toBeUndefined();
});

test('a failed statement says all the same where it was made', async () => {
  const sql = openSql('postgres://nobody@127.0.0.1:1/none');
  const query = sql`select 1` as unknown as { readonly origin: string };
  expect(query.origin).toContain('callers.test.ts');
});
