import { randomBytes } from 'node:crypto';
import { openDatabase } from '../app/app.ts';
import { openCore } from '../app/core.ts';
import type { Config } from '../config.ts';
import type { SystemActor } from '../core/actor.ts';
import { changeUser, userPage } from '../core/users/operations.ts';
import { openLog } from './log.ts';

const DOMAIN_ID = 1;

/** `user password --login LOGIN [--password PASSWORD]`: the way back in for whoever lost the administrator's. */
export async function userCommand(
  config: Config,
  args: readonly string[],
  options: { login?: string | undefined; password?: string | undefined },
): Promise<number> {
  const login = options.login;
  if (args[0] !== 'password' || login === undefined)
    throw new Error('Use: npm start -- user password --login LOGIN [--password PASSWORD]');
  const log = openLog(config.logLevel);
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const { core, close } = await openCore(
      { ...config, connector: undefined },
      await openDatabase(config, log, stops),
      log,
    );
    stops.push(close);
    const { items } = await userPage(core, commandLine(), { search: login, limit: 1 });
    const user = items.find((found) => found.login.toLowerCase() === login.toLowerCase());
    if (!user) throw new Error(`There is no user ${login}`);
    const password = options.password ?? randomBytes(9).toString('base64url');
    await changeUser(core, commandLine(), user.id, { password });
    process.stdout.write(
      options.password === undefined
        ? `The password of ${user.login} is now ${password}\n`
        : `The password of ${user.login} is set\n`,
    );
    return 0;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

const commandLine = (): SystemActor => ({
  kind: 'system',
  domainId: DOMAIN_ID,
  trace: { requestId: `cli-${process.pid}`, dialect: 'cli', address: undefined, userAgent: undefined },
});
