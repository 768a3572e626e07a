import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedConnector, openConnector } from '../../src/connectors/open.ts';
import { connectorFile, type ExampleBilling, mariaDbBilling, PASSWORD, postgresBilling } from '../support/billing.ts';

const BILLINGS = { mariaDbBilling, postgresBilling };
const never = new AbortController().signal;

describe.each(['mariaDbBilling', 'postgresBilling'] as const)('the example on a %s', (name) => {
  let billing: ExampleBilling;
  let opened: OpenedConnector;

  const open = async (change: object = {}, queries: object = {}): Promise<OpenedConnector> => {
    const config = { ...billing.config, ...change, queries: { ...(billing.config.queries as object), ...queries } };
    const file = connectorFile(config);
    try {
      return await openConnector(file.path, { BILLING_PASSWORD: PASSWORD });
    } finally {
      file.remove();
    }
  };
  const wrong = async (
    queries: object,
    ask: (c: OpenedConnector['connector']) => Promise<unknown>,
  ): Promise<unknown> => {
    const other = await open({}, queries);
    return await ask(other.connector)
      .then(
        (answer) => ({ answer }),
        (error: unknown) => error,
      )
      .finally(() => other.connector.close());
  };

  beforeAll(async () => {
    billing = await BILLINGS[name]();
    opened = await open();
  }, 60_000);
  afterAll(async () => {
    await opened?.connector.close();
    await billing?.stop();
  });

  test('names the contracts of a telephone however the operators wrote it; a closed one is none', async () => {
    const { connector } = opened;
    expect(await connector.contractsOf('89103523378', never)).toEqual(['101', '102']);
    expect(await connector.contractsOf('84951234567', never)).toEqual(['101', '102']);
    expect(await connector.contractsOf('89161234567', never)).toEqual(['201']);
    expect(await connector.contractsOf('84872550011', never)).toEqual(['301']);
    expect(await connector.contractsOf('89990000000', never)).toEqual([]);
  });

  test('says what is paid, what is not, and what is not ordered', async () => {
    const states = ['101', '102', '201'].map(async (uid) => await opened.connector.stateOf(uid, [], never));
    expect(await Promise.all(states)).toEqual([{ state: 'paid' }, { state: 'unpaid' }, { state: 'off' }]);
  });

  test('gives the rows of the contracts with sums as numbers and days as text', async () => {
    const [first, second] = await opened.connector.rowsOf('89103523378', never);
    expect(first).toEqual({
      uid: '101',
      login: '00101',
      address: 'г. Москва, ул. Тверская, д. 1, кв. 1',
      services: {
        internet: { price: 500, until: '2035-11-12' },
        tv: { price: 0, until: null },
        phone: { price: 0, until: null },
        cameras: { price: 100, until: '2035-11-12', name: 'Умное пространство' },
      },
      balance: 50,
      payment: 550,
      mayShowInvoices: true,
      mayShowDetails: true,
      mayShowReceipt: true,
    });
    expect(second).toMatchObject({ uid: '102', balance: -120.5, payment: 481.5, mayShowReceipt: false });
    expect(await opened.connector.rowsOf('89990000000', never)).toEqual([]);
  });

  test('tells the flat, or that it knows none', async () => {
    expect(await opened.connector.apartmentOf?.('102', never)).toBe('45');
    expect(await opened.connector.apartmentOf?.('301', never)).toBeNull();
  });

  test('a contract that the billing has not is an error, unless silence was agreed to mean off', async () => {
    await expect(opened.connector.stateOf('999', [], never)).rejects.toThrow(/no row for contract 999.*left join/s);
    const agreed = await open({ silenceMeansOff: true });
    expect(await agreed.connector.stateOf('999', [], never)).toEqual({ state: 'off' });
    await agreed.connector.close();
  });

  test('never writes, whatever the configuration says and the login may', async () => {
    const before = await billing.execute('select balance from accounts where id = 101');
    for (const camsActiv of [
      'update accounts set balance = 0 where id = :uid',
      "insert into customers values (77, 'Nobody')",
      'delete from phones where number = :uid',
      'drop table account_services',
      'create table loot (uid int)',
      'select 1 as cams_open, 1 as cams_paid; update accounts set balance = 0',
    ]) {
      const error = await wrong({ camsActiv }, (connector) => connector.stateOf('101', [], never));
      expect(error, camsActiv).toMatchObject({ name: 'ConnectorError', kind: 'nonsense' });
    }
    expect(await billing.execute('select balance from accounts where id = 101')).toEqual(before);
    expect(await billing.execute('select * from customers where id = 77')).toHaveLength(0);
  });

  test('a value is never a piece of the query', async () => {
    const uid = "101' or '1'='1";
    const camsActiv = 'select count(*) as cams_open, 1 as cams_paid from customers where name = :uid';
    expect(await wrong({ camsActiv }, (c) => c.stateOf(uid, [], never))).toEqual({ answer: { state: 'off' } });
  });

  test('devices that are sold one by one are asked for by their ids', async () => {
    const isActiv =
      "select s.id as device_id, case s.kind when 'tv' then 0 when 'cams' then 2 else 1 end as state from services s where s.id in (:devices) and :uid = '101'";
    const other = await open({}, { camsActiv: undefined, isActiv });
    expect(other.connector.byDevice).toBe(true);
    const answer = await other.connector.stateOf('101', [1, 2, 3], never);
    expect(answer).toEqual({
      devices: new Map([
        [1, 'unpaid'],
        [2, 'off'],
        [3, 'paid'],
      ]),
    });
    expect(await other.connector.stateOf('101', [], never)).toEqual({ devices: new Map() });
    await expect(other.connector.stateOf('101', [1, 9], never)).rejects.toThrow(/says nothing of device 9/);
    await other.connector.close();
  });

  test('a wrong column is named', async () => {
    const of = (queries: object, ask: Parameters<typeof wrong>[1]) => wrong(queries, ask);
    expect(
      await of({ uidFrom: 'select 5 as contract_id where length(:phone) > 1' }, (c) =>
        c.contractsOf('89103523378', never),
      ),
    ).toMatchObject({
      message: 'uidFrom, row 1: there is no column uid; there is contract_id',
    });
    expect(
      await of({ camsActiv: 'select 1 as cams_open, null as cams_paid' }, (c) => c.stateOf('101', [], never)),
    ).toMatchObject({
      message: expect.stringContaining('column cams_paid: is null'),
    });
    expect(
      await of({ billingList: "select '1' as login, 'much' as balans where length(:phone) > 1" }, (c) =>
        c.rowsOf('89103523378', never),
      ),
    ).toMatchObject({
      message: 'billingList, row 1, column balans: is "much", and no number',
    });
    expect(
      await of({ billingList: 'select 1 as login, no_such_column as balans where length(:phone) > 1' }, (c) =>
        c.rowsOf('89103523378', never),
      ),
    ).toMatchObject({
      kind: 'nonsense',
      message: expect.stringMatching(/billingList: the database says: .*no_such_column/),
    });
  });

  test('a query that takes too long is ended by the server, and the connection serves the next', async () => {
    const rows = name === 'mariaDbBilling' ? 'seq_1_to_10000000' : '(select generate_series(1, 10000000) as seq)';
    const other = await open(
      { timeoutSeconds: 0.3, connections: 1 },
      { camsActiv: `select 1 as cams_open, count(*) as cams_paid from ${rows} a join ${rows} b on a.seq * b.seq = 3` },
    );
    const error = await other.connector.stateOf('101', [], never).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringMatching(/time|interrupted/) });
    expect(await other.connector.contractsOf('89161234567', never)).toEqual(['201']);
    await other.connector.close();
  });
});
