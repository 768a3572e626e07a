import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { BillingConnector } from '../core/billing/connector.ts';
import { demoFunctions } from './demo.ts';
import { type BillingFunctions, connectorOf } from './functions.ts';
import { httpFunctions } from './http.ts';
import { moduleFunctions } from './module.ts';
import { Settings, withEnvironment } from './settings.ts';
import { sqlFunctions } from './sql/connector.ts';

/** A connector with what its file says about asking it. */
export interface OpenedConnector {
  readonly connector: BillingConnector;
  readonly cacheMs: number;
  readonly timeoutMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const CACHE_SECONDS = 60;
const TIMEOUT_SECONDS = 2;

/** The name that stands for the built-in demo billing instead of a file's. */
export const DEMO = 'demo';

/** The connector that a configuration file describes. Nothing is asked yet: a billing that is down stops no start. */
export async function openConnector(path: string, env: Environment): Promise<OpenedConnector> {
  if (path === DEMO) return { ...STANDARD, connector: connectorOf(demoFunctions(), { silenceMeansOff: false }) };
  const settings = new Settings(path, withEnvironment(path, read(path), env));
  const kind = settings.choice('kind', ['sql', 'http', 'module', 'demo']);
  const cacheMs = settings.number('cacheSeconds', CACHE_SECONDS, 1, 3600) * 1000;
  const timeoutMs = settings.number('timeoutSeconds', TIMEOUT_SECONDS, 0.1, 60) * 1000;
  const silenceMeansOff = settings.flag('silenceMeansOff');
  const functions = await functionsOf(kind, settings, path, timeoutMs);
  return { connector: connectorOf(functions, { silenceMeansOff }), cacheMs, timeoutMs };
}

const STANDARD = { cacheMs: CACHE_SECONDS * 1000, timeoutMs: TIMEOUT_SECONDS * 1000 };

async function functionsOf(
  kind: 'sql' | 'http' | 'module' | 'demo',
  settings: Settings,
  path: string,
  timeoutMs: number,
): Promise<BillingFunctions> {
  if (kind === 'sql') return await sqlFunctions(settings, timeoutMs);
  if (kind === 'http') return httpFunctions(settings);
  if (kind === 'module') {
    const file = resolve(dirname(path), settings.text('file', 'give the path of the module'));
    settings.end();
    return await moduleFunctions(file);
  }
  const contracts = settings.value('contracts');
  if (contracts !== undefined && !Array.isArray(contracts)) settings.fail('contracts', 'has to be a list of contracts');
  settings.end();
  return demoFunctions(contracts as unknown[] | undefined, path);
}

function read(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`CONNECTOR names ${path}, which cannot be read: ${(cause as Error).message}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is no JSON: ${(cause as Error).message}`, { cause });
  }
}
