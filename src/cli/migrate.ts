import { openDatabase } from '../app/app.ts';
import type { Config } from '../config.ts';
import { openLog } from './log.ts';

/** Brings the database to this version and ends. */
export async function migrateCommand(config: Config): Promise<number> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    await openDatabase(config, openLog(config.logLevel), stops);
    process.stdout.write('The database is up to date\n');
    return 0;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}
