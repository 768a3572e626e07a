import { type Role, type RunningApp, startApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Log } from '../../src/core/core.ts';
import { ADMIN } from './app.ts';
import { makeDataDir, removeDataDir } from './data-dir.ts';

export interface WholeApp extends RunningApp {
  readonly dataDir: string;
  /** Every warning and error that the product logged. */
  readonly logged: { readonly level: string; readonly event: string; readonly fields: object }[];
}

/** The product as `serve` starts it, in this process: every route, the media node, the jobs. */
export async function wholeApp(env: NodeJS.ProcessEnv, role: Role = 'all'): Promise<WholeApp> {
  const dataDir = env.DATA_DIR ?? makeDataDir('vedette-whole-');
  const config = readConfig({
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    ADMIN_LOGIN: ADMIN.login,
    ADMIN_PASSWORD: ADMIN.password,
    ADMIN_API_KEY: ADMIN.apiKey,
    EGRESS_ALLOW: '127.0.0.0/8',
    ...env,
  });
  const logged: WholeApp['logged'] = [];
  const note = (level: string) => (fields: object, event: string) => void logged.push({ level, event, fields });
  const log: Log = { debug: () => undefined, info: () => undefined, warn: note('warn'), error: note('error') };
  const app = await startApp(config, role, log);
  return {
    ...app,
    dataDir,
    logged,
    stop: async () => {
      await app.stop();
      if (env.DATA_DIR === undefined) removeDataDir(dataDir);
    },
  };
}
