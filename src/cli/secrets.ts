import { openDatabase } from '../app/app.ts';
import { anySealer, readSealer } from '../app/secret-key.ts';
import type { Config } from '../config.ts';
import { forgetLost, type LostValue, lostValues } from '../core/secrets/sealed-values.ts';
import { openSql } from '../db/sql.ts';
import { openLog } from './log.ts';

/** `secrets check`, `secrets forget`: the way out when the `secret.key` of a database is lost for good. */
export async function secretsCommand(config: Config, [verb]: readonly string[]): Promise<number> {
  if (verb !== 'check' && verb !== 'forget') throw new Error('Use: npm start -- secrets check, or secrets forget');
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const sql = openSql(await openDatabase(config, openLog(config.logLevel), stops), { max: 1 });
    stops.push(() => sql.end({ timeout: 2 }));
    const lost =
      verb === 'check'
        ? await lostValues(sql, readSealer(config))
        : await sql.begin(async (tx) => await forgetLost(tx, anySealer(config)));
    process.stdout.write(report(lost, verb === 'forget'));
    return verb === 'check' && lost.length > 0 ? 1 : 0;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function report(lost: readonly LostValue[], forgotten: boolean): string {
  if (lost.length === 0) return 'The key opens everything that is sealed in the database\n';
  const lines = ({ owner, what }: LostValue): string => `  ${owner}: ${what}\n`;
  const of = (loss: LostValue['loss']): string =>
    lost
      .filter((one) => one.loss === loss)
      .map(lines)
      .join('');
  const part = (title: string, text: string): string => (text === '' ? '' : `${title}\n${text}`);
  return [
    part(forgotten ? 'Type these anew:' : 'These cannot be read, and would have to be typed anew:', of('typed')),
    part('These go on working, and cannot be shown any more (make a new key where it has to be seen):', of('shown')),
    part(forgotten ? 'These are gone:' : 'These would be gone:', of('row')),
    'With another key every playback link and session of a player ends, and cameras that tell of motion need the new\n',
    'address that their form shows.\n',
    forgotten ? '' : 'Nothing was changed. npm start -- secrets forget lets go of them.\n',
  ].join('');
}
