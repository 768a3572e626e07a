import { splitUrl } from '../../core/secrets/mask.ts';
import { type BillingFunctions, FUNCTIONS, type FunctionName, lacking, mistakeIn, remarkOn } from '../functions.ts';
import type { Settings } from '../settings.ts';
import type { BillingDatabase, DatabaseOptions } from './database.ts';
import { LATIN1_HOLDS } from './mysql-session.ts';
import { bind, parametersOf } from './parameters.ts';

type Queries = ReadonlyMap<FunctionName, string>;

/** A client is loaded by whoever needs it. */
const mysql = async (options: DatabaseOptions): Promise<BillingDatabase> =>
  (await import('./mysql.ts')).mysqlDatabase(options);
const postgres = async (options: DatabaseOptions): Promise<BillingDatabase> =>
  (await import('./postgres.ts')).postgresDatabase(options);

const SCHEMES: Readonly<Record<string, typeof mysql>> = {
  'mysql:': mysql,
  'mariadb:': mysql,
  'postgres:': postgres,
  'postgresql:': postgres,
};

/** Of the server's own limit, so that it says no before nobody waits any more. */
const SERVER_SHARE = 0.9;

/** The provider's own queries on the billing's database, which is only read. */
export async function sqlFunctions(settings: Settings, timeoutMs: number): Promise<BillingFunctions> {
  const url = urlOf(settings);
  const open = SCHEMES[url.protocol];
  if (!open) return settings.fail('url', `begins with ${url.protocol}//: give mysql://, mariadb:// or postgres://`);
  checkUrl(settings, url);
  const password = settings.optionalText('password');
  const connections = settings.number('connections', 4, 1, 50);
  const latin1Holds = settings.has('latin1Holds') ? settings.choice('latin1Holds', LATIN1_HOLDS) : undefined;
  if (latin1Holds !== undefined && open !== mysql)
    settings.fail('latin1Holds', 'is of MySQL and MariaDB: PostgreSQL tells what its texts are written in');
  const queries = queriesOf(settings.inner('queries', 'give the queries uidFrom, camsActiv and billingList'));
  const lacks = lacking(new Set(queries.keys()));
  if (lacks !== undefined) settings.fail('queries', lacks);
  settings.end();
  const database = await open({ url, password, timeoutMs: timeoutMs * SERVER_SHARE, connections, latin1Holds });
  return {
    name: `sql ${nameOf(url)}`,
    has: new Set(queries.keys()),
    remarks: [...queries].flatMap(([name, query]) => remarkOn(name, parametersOf(query), ':uid')),
    call: async (name, parameters, signal) => {
      const { text, values } = bind(queries.get(name) ?? '', parameters, database.placeholder);
      return await database.query(text, values, signal);
    },
    close: () => database.close(),
  };
}

function urlOf(settings: Settings): URL {
  const text = settings.text('url', 'give the database as mysql://login@host:3306/name or postgres://login@host/name');
  // A socket's folder stands in the query; a URL without a host is one all the same.
  const whole = text.replace(/^([a-z]+:\/\/[^/@]*@)\//, '$1localhost/');
  if (!URL.canParse(whole))
    settings.fail('url', `is no URL (${splitUrl(text).shown}): give mysql://login@host:3306/name`);
  return new URL(whole);
}

/** What a URL may say behind the question mark. TLS above all: what is not understood must not mean none. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  mysql: { socket: /^\//, sslmode: /^(disable|require|verify-full)$/ },
  postgres: { host: /^\//, port: /^\d+$/, sslmode: /^(disable|prefer|require|verify-full)$/ },
};

function checkUrl(settings: Settings, url: URL): void {
  const options = OPTIONS[url.protocol.startsWith('postgres') ? 'postgres' : 'mysql'] ?? {};
  for (const [name, value] of url.searchParams) {
    if (Object.hasOwn(options, name) && options[name]?.test(value)) continue;
    const known = Object.keys(options).map((one) => (one === 'sslmode' ? `sslmode=${modes(options)}` : one));
    // What somebody took for an option may be a secret.
    const what = Object.hasOwn(options, name) ? `${name}=${value}` : name;
    settings.fail('url', `has ?${what}: here there is ${known.join(', ')}`);
  }
  try {
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
  } catch {
    settings.fail('url', 'has a % that stands for nothing: write %25, or give the password in "password"');
  }
}

const modes = ({ sslmode }: Readonly<Record<string, RegExp>>): string =>
  (sslmode?.source ?? '').replace(/^\^\(|\)\$$/g, '').replaceAll('|', ', ');

const nameOf = (url: URL): string => `${url.protocol.slice(0, -1)} ${url.host}${url.pathname}`;

function queriesOf(settings: Settings): Queries {
  const queries = new Map<FunctionName, string>();
  for (const name of Object.keys(FUNCTIONS) as FunctionName[]) {
    if (!settings.has(name)) continue;
    const query = textOf(settings, name);
    const wrong = mistakeIn(name, parametersOf(query), (parameter) => `:${parameter}`);
    if (wrong !== undefined) settings.fail(name, wrong);
    queries.set(name, query);
  }
  settings.end();
  return queries;
}

/** A long query may be a list of lines. */
function textOf(settings: Settings, name: string): string {
  const value = settings.value(name);
  const text = Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('\n') : value;
  if (typeof text !== 'string' || text.trim() === '')
    return settings.fail(name, 'has to be a query: a text, or a list of its lines');
  return text.trim().replace(/;$/, '');
}
