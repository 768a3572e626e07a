import type { Db } from '../../db/sql.ts';

/** The columns of a `BillingEvent`. */
export const rowColumns = (sql: Db) => sql`
  e.id, e.at, e.request_id, e.dialect, e.type, e.types, e.outcome,
  coalesce(c.name, u.login, 'client ' || e.client_id, 'user ' || e.user_id, 'system') as client,
  e.subject, e.message, e.request, e.duration_ms, e.address, e.repeats, e.last_at`;

/** The tables that these are of: the event is `e`. */
export const rowTables = (sql: Db) => sql`
  billing_event e left join api_client c on c.id = e.client_id left join app_user u on u.id = e.user_id`;
