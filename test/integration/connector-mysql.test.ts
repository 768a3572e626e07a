import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedConnector, openConnector } from '../../src/connectors/open.ts';
import type { BillingConnector, ConnectorError } from '../../src/core/billing/connector.ts';
import { testConnector } from '../../src/core/billing/connector-test.ts';
import { within } from '../../src/core/billing/time-limit.ts';
import { connectorFile, mariaDbBilling, PASSWORD } from '../support/billing.ts';
import { OldMysql } from '../support/old-mysql.ts';

const PHONE = '89161234567';
const never = new AbortController().signal;
type Billing = Awaited<ReturnType<typeof mariaDbBilling>>;

/** Asks with the connector of a configuration, and closes it. */
async function asking<T>(config: object, ask: (opened: OpenedConnector) => Promise<T>): Promise<T> {
  const file = connectorFile(config);
  const opened = await openConnector(file.path, { BILLING_PASSWORD: PASSWORD }).finally(file.remove);
  return await ask(opened).finally(() => opened.connector.close());
}
const failing = async (asked: Promise<unknown>): Promise<ConnectorError> =>
  await asked.then(
    (answer) => Promise.reject(new Error(`It answers ${JSON.stringify(answer)}`)),
    (error: ConnectorError) => error,
  );
const withQueries = (billing: Billing, queries: object, change: object = {}): object => ({
  ...billing.config,
  ...change,
  queries: { ...(billing.config.queries as object), ...queries },
});

describe('a MariaDB', () => {
  let billing: Billing;
  beforeAll(async () => {
    billing = await mariaDbBilling();
  }, 60_000);
  afterAll(async () => billing?.stop());

  const SERVICES = "select service = 'Домофон' as cams_open, paid = 'Y' as cams_paid from abon where uid = :uid";
  const latin = async (bytes: string): Promise<void> => {
    await billing.execute(`
      drop table if exists abon;
      create table abon (uid int, service varchar(40), addr varchar(80), paid enum('Y', 'N'), bal float) character set latin1`);
    await billing.execute(`
      insert into abon values (7, convert(cast(convert('Домофон' using ${bytes}) as binary) using latin1),
        convert(cast(convert('ул. Садовая, 5' using ${bytes}) as binary) using latin1), 'Y', 261.3)`);
  };
  // A column that tells the truth beside those that do not.
  const ROWS =
    'select b.uid as login, b.addr as address, b.bal as balans, a.address as camsname from accounts a, abon b where a.id = 201 and :phone > 0';

  test('that finds texts of two character sets in one query calls that query wrong, and no outage', async () => {
    await latin('utf8mb4');
    await asking(withQueries(billing, { camsActiv: SERVICES }), async ({ connector, timeoutMs }) => {
      expect(await failing(connector.stateOf('7', [], never))).toMatchObject({
        kind: 'nonsense',
        message: expect.stringMatching(/^camsActiv: the database says: Illegal mix of collations/),
      });
      const { tried } = await testConnector(connector, { phone: PHONE, timeoutMs, devicesOf: async () => [] });
      expect(tried.map(({ question, outage }) => [question, outage])).toEqual([
        ['contracts', undefined],
        ['rows', undefined],
        ['state', undefined],
        ['apartment', undefined],
      ]);
      expect(tried.filter(({ problem }) => problem !== undefined).map(({ question }) => question)).toEqual(['state']);
    });
  });

  test.each([
    ['utf-8', 'utf8mb4'],
    ['windows-1251', 'cp1251'],
  ])(
    'whose columns are called latin1 and hold %s is read and compared by what they hold',
    async (latin1Holds, bytes) => {
      await latin(bytes);
      const config = withQueries(billing, { camsActiv: SERVICES, billingList: ROWS }, { latin1Holds });
      await asking(config, async ({ connector }) => {
        expect(await connector.stateOf('7', [], never)).toEqual({ state: 'paid' });
        expect(await connector.rowsOf(PHONE, never)).toMatchObject([
          {
            login: '7',
            address: 'ул. Садовая, 5',
            balance: 261.3,
            services: { cameras: { name: 'г. Тула, ул. Мира, д. 12, кв. 7' } },
          },
        ]);
      });
    },
  );

  test('a word that is compared with a truthful column says so, beside one that does not', async () => {
    await latin('utf8mb4');
    const camsActiv = `${SERVICES} and exists (select 1 from services where name = _utf8mb4'Умное пространство')`;
    await asking(withQueries(billing, { camsActiv }, { latin1Holds: 'utf-8' }), async ({ connector }) =>
      expect(await connector.stateOf('7', [], never)).toEqual({ state: 'paid' }),
    );
  });

  test('that lets the login in no more often is down, and not wrong', async () => {
    await billing.server.execute('alter user vedette_reader with max_user_connections 1');
    try {
      await asking({ ...billing.config, connections: 1 }, async (first) => {
        expect(await first.connector.contractsOf(PHONE, never)).toEqual(['201']);
        await asking(billing.config, async ({ connector }) =>
          expect(await failing(connector.contractsOf(PHONE, never))).toMatchObject({
            kind: 'unreachable',
            message: expect.stringMatching(/max_user_connections/),
          }),
        );
      });
    } finally {
      await billing.server.execute('alter user vedette_reader with max_user_connections 0');
    }
  });

  test('whose operators wrote several telephones into one field, and extensions, is asked as the guide says', async () => {
    await billing.execute(`
      insert into phones (customer_id, number) values
        (2, '9100000000, 8 (495) 765-43-21'), (2, '8 (499) 111-22-33 доб. 12'), (2, '+7-926-000-00-01; +7 926 000 00 02')`);
    await asking(billing.config, async ({ connector }) => {
      for (const phone of ['89100000000', '84957654321', '84991112233', '89260000001', '89260000002', PHONE])
        expect(await connector.contractsOf(phone, never), phone).toEqual(['201']);
      // Ten digits out of the middle of eleven are nobody's.
      for (const phone of ['88499111223', '81112233000', '82233123456'])
        expect(await connector.contractsOf(phone, never), phone).toEqual([]);
    });
  });
});

const RUNNING = "select id from information_schema.processlist where user = 'vedette_reader' and command = 'Execute'";
const SLOW = 'select sum(a.seq * b.seq) as uid from seq_1_to_10000000 a, seq_1_to_10000000 b where :phone <> 1';

/** Reads, writes nothing, and leaves no statement running that nobody waits for. */
async function servesSafely(billing: Billing, config: object): Promise<void> {
  await asking(config, async ({ connector }: { connector: BillingConnector }) => {
    expect(await connector.contractsOf(PHONE, never)).toEqual(['201']);
    expect(await connector.apartmentOf?.('102', never)).toBe('45');
  });
  const slow = { ...config, timeoutSeconds: 0.5, queries: { ...(billing.config.queries as object), uidFrom: SLOW } };
  await asking(slow, async ({ connector, timeoutMs }) => {
    const asked = within(timeoutMs, (signal) => connector.contractsOf(PHONE, signal));
    expect(await failing(asked)).toMatchObject({ kind: 'unreachable' });
    await expect.poll(() => billing.execute(RUNNING), { timeout: 20_000 }).toEqual([]);
  });
}

describe('a server that cannot end statements by itself, as MySQL 5.6', () => {
  let billing: Billing;
  beforeAll(async () => {
    billing = await mariaDbBilling(['--version=5.6.51-log']);
  }, 60_000);
  afterAll(async () => billing?.stop());

  test('is read all the same, and told to end what nobody waits for', async () => {
    await servesSafely(billing, billing.config);
  });

  test('and is written by nobody', async () => {
    const config = withQueries(billing, { camsActiv: 'update accounts set balance = 0 where id = :uid' });
    await asking(config, async ({ connector }) =>
      expect(await failing(connector.stateOf('101', [], never))).toMatchObject({ kind: 'nonsense' }),
    );
  });
});

describe('a server that cannot make a session read only either, as MariaDB and MySQL 5.5', () => {
  let billing: Billing;
  let old: OldMysql;
  let config: object;
  beforeAll(async () => {
    billing = await mariaDbBilling();
    old = new OldMysql(billing.server.port);
    config = { ...billing.config, url: `mysql://vedette_reader@127.0.0.1:${await old.listen()}/billing` };
  }, 60_000);
  afterAll(async () => {
    await old?.close();
    await billing?.stop();
  });

  test('is asked nothing by a login that may write', async () => {
    await asking(config, async ({ connector }) =>
      expect(await failing(connector.contractsOf(PHONE, never))).toMatchObject({
        kind: 'unreachable',
        message:
          'uidFrom: this server cannot make a session read only, and this login may do more than select (ALL PRIVILEGES): give it select alone, or use MySQL from 5.6.5 or MariaDB from 10.0',
      }),
    );
  });

  test('is read by a login that may only select', async () => {
    await billing.server.execute(
      'revoke all on billing.* from vedette_reader; grant select on billing.* to vedette_reader',
    );
    await servesSafely(billing, config);
  });
});
