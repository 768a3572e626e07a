import { type Role, startApp } from '../app/app.ts';
import { addDemo } from '../app/demo.ts';
import type { Config } from '../config.ts';
import { DEMO } from '../connectors/open.ts';
import { greeting } from './greeting.ts';
import { openLog } from './log.ts';

const ROLES: readonly string[] = ['all', 'api', 'worker', 'media'];
const STOP_WITHIN_MS = 15_000;
const IMPATIENT_AFTER_MS = 1500;

/** Runs until SIGINT or SIGTERM; another one, later, ends at once. */
export async function serve(
  config: Config,
  options: { readonly role: string; readonly demo: boolean },
): Promise<number> {
  if (!ROLES.includes(options.role)) throw new Error(`There is no role "${options.role}": use ${ROLES.join(', ')}`);
  const log = openLog(config.logLevel);
  const stopped = stopSignal();
  const connector = config.connector ?? (options.demo ? DEMO : undefined);
  const app = await startApp({ ...config, connector }, options.role as Role, log);
  if (options.demo) await addDemo(app.core);
  process.stdout.write(greeting(app));
  await stopped;
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await app.stop();
  return 0;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const stop = (): void => {
      // Ctrl-C through npm arrives twice, from the terminal and from npm: only an impatient third is meant.
      if (askedAt !== undefined && Date.now() - askedAt > IMPATIENT_AFTER_MS) process.exit(1);
      askedAt ??= Date.now();
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
