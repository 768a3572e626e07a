import type { Sql } from '../../db/sql.ts';
import type { Passwords } from '../core.ts';
import { createRootFolder } from '../folders/tree.ts';
import { keyHash } from '../secrets/keys.ts';
import type { Sealer } from '../secrets/sealer.ts';

export interface FirstStart {
  readonly login: string;
  readonly password: string;
  readonly apiKey: string;
}

/**
 * Makes what every installation has: the domain, its default preset and organization, an administrator, the billing's
 * key and this machine's media node. Says whether it did; two processes that start at once make it once.
 */
export async function firstStart(sql: Sql, sealer: Sealer, passwords: Passwords, wanted: FirstStart): Promise<boolean> {
  const [before] = await sql`select from domain limit 1`;
  if (before) return false;
  const passwordHash = await passwords.hash(wanted.password);
  return await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('vedette first start', 0))`;
    if ((await tx`select from domain limit 1`).length > 0) return false;
    await tx`insert into domain (title) values ('Vedette')`;
    const [admin] = await tx<{ id: number }[]>`
      insert into app_user (domain_id, login, password_hash, kind, may_edit_organizations, may_edit_settings, may_view_organizations)
      values (1, ${wanted.login}, ${passwordHash}, 'administrator', true, true, true) returning id`;
    const adminId = admin?.id ?? 0;
    await tx`insert into preset (domain_id, title, is_default, adjustable, archive_days) values (1, 'Default', true, false, 1)`;
    const [organization] = await tx<{ id: number }[]>`
      insert into organization (domain_id, title, is_default, owner_id) values (1, 'Unassigned cameras', true, ${adminId}) returning id`;
    const organizationId = organization?.id ?? 0;
    await createRootFolder(tx, organizationId, 'Cameras');
    await tx`
      insert into membership (organization_id, user_id, edit_cameras, edit_users, view_statistics, edit_lists, view_lists)
      values (${organizationId}, ${adminId}, true, true, true, true, true)`;
    const [client] = await tx<{ id: number }[]>`select nextval(pg_get_serial_sequence('api_client', 'id'))::int as id`;
    const clientId = client?.id ?? 0;
    await tx`
      insert into api_client (id, domain_id, name, key_hash, key_sealed)
      values (${clientId}, 1, 'domain_1_via_apikey', ${keyHash(wanted.apiKey)}, ${sealer.seal(`api_client.key:${clientId}`, wanted.apiKey)})`;
    await tx`insert into cluster (domain_id, title) values (1, 'Main')`;
    await tx`insert into streamer (domain_id, hostname, is_local, cluster_id) values (1, 'localhost', true, 1)`;
    return true;
  });
}
