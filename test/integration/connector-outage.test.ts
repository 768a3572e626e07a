import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedConnector, openConnector } from '../../src/connectors/open.ts';
import type { ConnectorError } from '../../src/core/billing/connector.ts';
import { within } from '../../src/core/billing/time-limit.ts';
import { connectorFile, mariaDbBilling, PASSWORD, postgresBilling } from '../support/billing.ts';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';
import { StallingProxy } from '../support/stalling-proxy.ts';

const open = async (config: object): Promise<OpenedConnector> => {
  const file = connectorFile(config);
  return await openConnector(file.path, { BILLING_PASSWORD: PASSWORD }).finally(file.remove);
};
/** As the core asks: with a limit. */
const ask = (opened: OpenedConnector): Promise<readonly string[] | ConnectorError> =>
  within(opened.timeoutMs, (signal) => opened.connector.contractsOf('89161234567', signal)).catch(
    (error: ConnectorError) => error,
  );
const unreachable = expect.objectContaining({ name: 'ConnectorError', kind: 'unreachable' });

describe('a MariaDB', () => {
  let billing: Awaited<ReturnType<typeof mariaDbBilling>>;
  let opened: OpenedConnector;
  beforeAll(async () => {
    billing = await mariaDbBilling();
    opened = await open({ ...billing.config, timeoutSeconds: 1, connections: 1 });
  }, 60_000);
  afterAll(async () => {
    await opened?.connector.close();
    await billing?.stop();
  });

  test('that hangs is not waited for, holds no connection, and is read again when it goes on', async () => {
    expect(await ask(opened)).toEqual(['201']);
    billing.server.freeze();
    expect(await ask(opened)).toEqual(unreachable);
    expect(await ask(opened)).toEqual(unreachable);
    billing.server.thaw();
    await expect.poll(() => ask(opened), { timeout: 20_000 }).toEqual(['201']);
  });

  test('that is killed in the middle of a query is an outage, and is read again when it is back', async () => {
    const queries = {
      ...(billing.config.queries as object),
      uidFrom: 'select sum(a.seq * b.seq) as uid from seq_1_to_10000000 a, seq_1_to_10000000 b where :phone <> 1',
    };
    const slow = await open({ ...billing.config, timeoutSeconds: 30, queries });
    const asked = ask(slow);
    await expect
      .poll(
        async () =>
          (await billing.server.execute('show processlist')).filter(
            (p) => p.User === 'vedette_reader' && p.Command === 'Execute',
          ).length,
        { timeout: 20_000 },
      )
      .toBe(1);
    await billing.server.kill();
    expect(await asked).toEqual(unreachable);
    expect(await ask(opened)).toEqual(unreachable);
    await billing.server.start();
    expect(await ask(opened)).toEqual(['201']);
    await slow.connector.close();
  }, 60_000);

  test('that lets the login in no more says so, without the password', async () => {
    const file = connectorFile(billing.config);
    const wrong = await openConnector(file.path, { BILLING_PASSWORD: 'no-such-secret' }).finally(file.remove);
    const error = (await ask(wrong)) as ConnectorError;
    expect(error).toEqual(unreachable);
    expect(error.message).toMatch(/uidFrom: the database says: Access denied/);
    expect(error.message).not.toContain('no-such-secret');
    await wrong.connector.close();
  });
});

describe('a PostgreSQL', () => {
  let billing: Awaited<ReturnType<typeof postgresBilling>>;
  let proxy: StallingProxy;
  let opened: OpenedConnector;
  const folder = makeDataDir('vedette-proxy-');
  beforeAll(async () => {
    billing = await postgresBilling();
    const url = new URL(String(billing.config.url).replace('@/', '@localhost/'));
    const port = url.searchParams.get('port') ?? '5432';
    proxy = new StallingProxy(join(url.searchParams.get('host') ?? '', `.s.PGSQL.${port}`));
    await proxy.listen(join(folder, `.s.PGSQL.${port}`));
    url.searchParams.set('host', folder);
    opened = await open({ ...billing.config, url: url.href, timeoutSeconds: 1, connections: 1 });
  });
  afterAll(async () => {
    await opened?.connector.close();
    await proxy?.close();
    await billing?.stop();
    removeDataDir(folder);
  });

  test('whose machine is gone without a word holds no connection, and is read again when it is back', async () => {
    expect(await ask(opened)).toEqual(['201']);
    proxy.stall();
    expect(await ask(opened)).toEqual(unreachable);
    expect(await ask(opened)).toEqual(unreachable);
    proxy.recover();
    expect(await ask(opened)).toEqual(['201']);
  });

  test('that cuts every connection is read again at once', async () => {
    proxy.cut();
    await expect.poll(() => ask(opened)).toEqual(['201']);
  });
});
