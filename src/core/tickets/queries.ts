import type { Db, Fragment, Tx } from '../../db/sql.ts';
import { COUNT_CAP } from '../page.ts';
import { homeOf } from '../users/belonging.ts';
import type { SignedMessage, Ticket, TicketMessage, TicketQuery } from './ticket.ts';

/** Whose tickets: all of the domain, or a user's own and those of the organizations that the user manages. */
export interface Reach {
  readonly domainId: number;
  readonly user: { readonly id: number; readonly organizationIds: readonly number[] } | undefined;
}

const select = (sql: Db, reach: Reach) => sql`
  select t.id, t.title, t.organization_id, o.title as organization_title, o.contract_number, t.author_id, t.closed_at,
    t.last_message_at, t.last_by_provider, t.created_at, ${unread(sql, reach)} as unread,
    coalesce((select m.author from ticket_message m where m.ticket_id = t.id order by m.id limit 1), '') as author
  from ticket t left join organization o on o.id = t.organization_id`;

const unread = (sql: Db, { user }: Reach): Fragment =>
  user
    ? sql`(t.author_id is not distinct from ${user.id} and t.last_by_provider and (t.seen_at is null or t.seen_at < t.last_message_at))`
    : sql`(t.closed_at is null and not t.last_by_provider)`;

const within = (sql: Db, { domainId, user }: Reach): Fragment => sql`
  t.domain_id = ${domainId}
  ${user ? sql`and (t.author_id = ${user.id} or t.organization_id = any(${[...user.organizationIds]}::int[]))` : sql``}`;

function condition(sql: Db, reach: Reach, query: TicketQuery, search: string): Fragment {
  const { id, state, waiting, organizationId, from, before } = query;
  return sql`
    ${within(sql, reach)}
    ${id === undefined ? sql`` : sql`and t.id = ${id}`}
    ${state === undefined ? sql`` : state === 'open' ? sql`and t.closed_at is null` : sql`and t.closed_at is not null`}
    ${waiting ? sql`and t.closed_at is null and not t.last_by_provider` : sql``}
    ${organizationId === undefined ? sql`` : sql`and t.organization_id = ${organizationId}`}
    ${from === undefined ? sql`` : sql`and t.created_at >= ${from}`}
    ${before === undefined ? sql`` : sql`and t.created_at < ${before}`}
    ${search === '' ? sql`` : sql`and lower(t.title) like ${`%${search}%`}`}`;
}

/** Newest first, below the id `below`. */
export async function listTickets(
  sql: Db,
  reach: Reach,
  query: TicketQuery & { readonly search: string; readonly below: number; readonly limit: number },
): Promise<readonly Ticket[]> {
  return await sql<Ticket[]>`
    ${select(sql, reach)} where ${condition(sql, reach, query, query.search)} and t.id < ${query.below}
    order by t.id desc limit ${query.limit}`;
}

export async function countTickets(sql: Db, reach: Reach, query: TicketQuery, search: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from ticket t where ${condition(sql, reach, query, search)} limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

export async function countUnread(sql: Db, reach: Reach): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from ticket t where ${within(sql, reach)} and ${unread(sql, reach)} limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

export async function findTicket(sql: Db, reach: Reach, id: number): Promise<Ticket | undefined> {
  const [row] = await sql<Ticket[]>`${select(sql, reach)} where ${within(sql, reach)} and t.id = ${id}`;
  return row;
}

export interface LockedTicket {
  readonly id: number;
  readonly authorId: number | null;
  readonly closedAt: Date | null;
}

export async function lockTicket(sql: Tx, reach: Reach, id: number): Promise<LockedTicket | undefined> {
  const [row] = await sql<LockedTicket[]>`
    select t.id, t.author_id, t.closed_at from ticket t where ${within(sql, reach)} and t.id = ${id} for update`;
  return row;
}

/** By time, after the message `after`. */
export async function listMessages(
  sql: Db,
  ticketId: number,
  after: number,
  limit: number,
): Promise<readonly TicketMessage[]> {
  return await sql<TicketMessage[]>`
    select * from ticket_message where ticket_id = ${ticketId} and id > ${after} order by id limit ${limit}`;
}

/** The first and the newest message of each ticket; a ticket with one message has that one as both. */
export async function listEnds(sql: Db, ticketIds: readonly number[]): Promise<readonly SignedMessage[]> {
  return await sql<SignedMessage[]>`
    select m.*, coalesce(u.name, '') as name, coalesce(u.email, c.email, '') as email, coalesce(u.phone, '') as phone
    from unnest(${[...ticketIds]}::int[]) as t (id)
    cross join lateral (
      (select * from ticket_message where ticket_id = t.id order by id limit 1)
      union (select * from ticket_message where ticket_id = t.id order by id desc limit 1)) as m
    left join app_user u on u.id = m.author_id and not m.author_is_client
    left join api_client c on c.id = m.author_id and m.author_is_client
    order by m.id`;
}

/** The contract that a user belongs to: where it was made, else one that it owns, else its oldest membership. */
export async function contractOf(sql: Tx, userId: number): Promise<number | null> {
  const [row] = await sql<{ id: number | null }[]>`
    select coalesce(${homeOf(sql)}, ${homeOf(sql, 'p')}) as id
    from app_user u left join app_user p on p.id = u.parent_id where u.id = ${userId}`;
  return row?.id ?? null;
}

/** How many tickets a user opened since, and when the first of them. */
export async function openedSince(
  sql: Tx,
  userId: number,
  since: Date,
): Promise<{ readonly count: number; readonly first: Date | null }> {
  const [row] = await sql<{ count: number; first: Date | null }[]>`
    select count(*)::int as count, min(created_at) as first from ticket where author_id = ${userId} and created_at > ${since}`;
  return row ?? { count: 0, first: null };
}

/** The same of a user's messages in one ticket. */
export async function writtenSince(
  sql: Tx,
  ticketId: number,
  userId: number,
  since: Date,
): Promise<{ readonly count: number; readonly first: Date | null }> {
  const [row] = await sql<{ count: number; first: Date | null }[]>`
    select count(*)::int as count, min(at) as first from ticket_message
    where ticket_id = ${ticketId} and author_id = ${userId} and not author_is_client and at > ${since}`;
  return row ?? { count: 0, first: null };
}
