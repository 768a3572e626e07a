import type { Config } from '../config.ts';
import { openConnector } from '../connectors/open.ts';
import { AskedBilling } from '../core/billing/asked-billing.ts';

/** The billing that the settings name, not asked yet; undefined: they name none. */
export async function openBilling(config: Config): Promise<AskedBilling | undefined> {
  if (config.connector === undefined) return undefined;
  const { connector, cacheMs, timeoutMs } = await openConnector(config.connector, config.environment);
  return new AskedBilling(connector, { cacheMs, timeoutMs, trustMs: config.connectorTrustHours * 3_600_000 });
}
