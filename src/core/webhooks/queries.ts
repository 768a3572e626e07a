import type { Db, Tx } from '../../db/sql.ts';
import { refuse } from '../errors.ts';
import { COUNT_CAP } from '../page.ts';
import type { WebhookEndpoint } from './endpoint.ts';

export async function selectEndpoints(
  sql: Db,
  domainId: number,
  now: Date,
  id?: number,
): Promise<readonly WebhookEndpoint[]> {
  return await sql<WebhookEndpoint[]>`
    select w.id, w.url, w.description, w.types, w.enabled, w.off_because, w.created_at,
      case when w.previous_secret_until > ${now} then w.previous_secret_until end as previous_secret_until,
      waits.waiting, waits.failing, lost.given_up
    from webhook_endpoint w
    cross join lateral (
      select count(*)::int as waiting, count(*) filter (where d.attempts > 0)::int as failing from (
        select attempts from webhook_delivery where endpoint_id = w.id and state = 'waiting' limit ${COUNT_CAP}) d) waits
    cross join lateral (
      select count(*)::int as given_up from (
        select from webhook_delivery where endpoint_id = w.id and state = 'given_up' limit ${COUNT_CAP}) d) lost
    where w.domain_id = ${domainId} ${id === undefined ? sql`` : sql`and w.id = ${id}`}
    order by w.id`;
}

interface StoredEndpoint {
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[];
  readonly enabled: boolean;
  readonly secretSealed: Uint8Array;
}

export async function lockEndpoint(sql: Tx, domainId: number, id: number): Promise<StoredEndpoint> {
  const [row] = await sql<StoredEndpoint[]>`
    select url, description, types, enabled, secret_sealed from webhook_endpoint
    where id = ${id} and domain_id = ${domainId} for update`;
  if (!row) throw refuse('webhook_not_found', { id });
  return row;
}

/** One more at a time, so that two at once do not pass the limit. */
export async function countLocked(sql: Tx, domainId: number): Promise<number> {
  await sql`select from domain where id = ${domainId} for no key update`;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from webhook_endpoint where domain_id = ${domainId}`;
  return row?.count ?? 0;
}
