import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { connectorCommand } from './connector.ts';
import { HELP } from './help.ts';
import { migrateCommand } from './migrate.ts';
import { openApiCommand } from './openapi.ts';
import { secretsCommand } from './secrets.ts';
import { serve } from './serve.ts';
import { userCommand } from './user.ts';

/** Runs one command and gives its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
        role: { type: 'string', default: 'all' },
        demo: { type: 'boolean' },
        login: { type: 'string' },
        password: { type: 'string' },
        phone: { type: 'string' },
        uid: { type: 'string' },
        devices: { type: 'string' },
      },
    });
    const config = readConfig();
    const [command = 'serve', ...rest] = positionals;
    if (values.help) return print(HELP);
    if (values.version) return print(config.version);
    if (command === 'serve') return await serve(config, { role: values.role, demo: values.demo ?? false });
    if (command === 'migrate') return await migrateCommand(config);
    if (command === 'openapi') return await openApiCommand();
    if (command === 'user') return await userCommand(config, rest, values);
    if (command === 'secrets') return await secretsCommand(config, rest);
    if (command === 'connector') return await connectorCommand(config, rest, values);
    if (command === 'help') return print(HELP);
    throw new Error(`There is no command "${command}". See: npm start -- --help`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}
