import { openSql, type Sql } from '../../src/db/sql.ts';
import { makeDataDir } from '../../test/support/data-dir.ts';
import { type StartedServer, startServer } from '../../test/support/server.ts';
import { databaseUrlOf } from '../../test/support/server-database.ts';

export interface Installation {
  readonly server: StartedServer;
  /** The server's own database, for the limit that is run beside it. */
  readonly sql: Sql;
  readonly databaseUrl: string;
  readonly headers: { readonly 'x-vsaas-api-key': string };
  close(): Promise<void>;
}

/** A fresh server without a media node, and its database; `clone`: of another build than this one's. */
export async function install(env: NodeJS.ProcessEnv = {}, clone = '.'): Promise<Installation> {
  const dataDir = makeDataDir('vedette-bench-');
  const server = await startServer({ dataDir, clone, args: ['--role', 'api'], env: { LOG_LEVEL: 'error', ...env } });
  const databaseUrl = await databaseUrlOf(dataDir);
  const sql = openSql(databaseUrl, { max: 4, prepare: false });
  return {
    server,
    sql,
    databaseUrl,
    headers: { 'x-vsaas-api-key': server.apiKey },
    close: async () => {
      await sql.end({ timeout: 2 });
      await server.stop();
    },
  };
}

/** Adds cameras the quick way: `count` rows of organization 1, by SQL. */
export async function fillCameras(sql: Sql, count: number): Promise<void> {
  await sql`
    insert into camera (domain_id, name, title, organization_id, folder_id, preset_id, stream_url)
    select 1, 'camera-' || g, 'Camera ' || g || ' ' || (array['lobby', 'yard', 'parking', 'gate'])[1 + g % 4], 1, 1, 1, 'rtsp://10.0.' || (g / 250) % 250 || '.' || g % 250 || '/1'
    from generate_series(1, ${count}) as g`;
  await sql.unsafe('analyze camera');
}
