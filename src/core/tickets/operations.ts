import { may, refusalTo, requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { type Write, write } from '../write.ts';
import { ticketById } from './list.ts';
import { contractOf, type LockedTicket, lockTicket, openedSince, writtenSince } from './queries.ts';
import { reachOf } from './reach.ts';
import { MAX_TEXT, MAX_TITLE, type Ticket } from './ticket.ts';

const HOUR_MS = 3_600_000;
/** A subscriber's, in any hour. */
const MAX_TICKETS = 10;
/** A subscriber's in one ticket, in any hour. */
const MAX_MESSAGES = 60;

/** A subscriber opens a ticket; it belongs to the subscriber's contract. Throws `too_many` above ten in an hour. */
export async function createTicket(
  core: Core,
  actor: Actor,
  fields: { readonly title: string; readonly text: string },
): Promise<Ticket> {
  if (actor.kind !== 'user' || !may(actor, 'tickets.create')) throw refusalTo('tickets.create');
  const title = fields.title.trim();
  checkText('title', title, MAX_TITLE, 1);
  checkText('text', fields.text, MAX_TEXT, 1);
  const id = await write(core, actor, { type: 'ticket.create', request: { title } }, async (tx) => {
    const now = core.clock();
    // One at a time for each user, so that the limit holds.
    await tx.sql`select from app_user where id = ${actor.id} for no key update`;
    throttle(await openedSince(tx.sql, actor.id, hourBefore(now)), MAX_TICKETS, now, 'too_many_tickets');
    const organizationId = await contractOf(tx.sql, actor.id);
    const [created] = await tx.sql<{ id: number }[]>`
      insert into ticket ${tx.sql({ domainId: actor.domainId, organizationId, authorId: actor.id, title, lastMessageAt: now, createdAt: now })}
      returning id`;
    const ticketId = created?.id ?? 0;
    await insertMessage(tx, ticketId, now, fields.text);
    const changes = { title: [null, title], organizationId: [null, organizationId] } as const;
    tx.changed({ action: 'create', objectKind: 'ticket', objectId: ticketId, changes });
    return ticketId;
  });
  return await ticketById(core, actor, id);
}

/** Answers, asks again: a subscriber's message opens a closed ticket anew, the provider's leaves it closed. */
export async function addTicketMessage(core: Core, actor: Actor, id: number, text: string): Promise<Ticket> {
  requireMay(actor, 'tickets.write');
  checkText('text', text, MAX_TEXT, 1);
  await write(core, actor, { type: 'ticket.message', subject: `ticket ${id}` }, async (tx) => {
    const before = await lockedTicket(tx, id);
    const now = core.clock();
    const byProvider = may(actor, 'provider.speak');
    if (!byProvider && actor.kind === 'user')
      throttle(await writtenSince(tx.sql, id, actor.id, hourBefore(now)), MAX_MESSAGES, now, 'too_many_comments');
    const messageId = await insertMessage(tx, id, now, text);
    const reopened = !byProvider && before.closedAt !== null;
    await tx.sql`
      update ticket set last_message_at = ${now}, last_by_provider = ${byProvider}
        ${reopened ? tx.sql`, closed_at = null` : tx.sql``} where id = ${id}`;
    const changes = {
      message: [null, messageId] as const,
      ...(reopened ? { closed: [true, false] as const } : {}),
    };
    tx.changed({ action: 'change', objectKind: 'ticket', objectId: id, changes });
  });
  return await ticketById(core, actor, id);
}

/** Closes or opens it again, whoever of those that see it. */
export async function closeTicket(core: Core, actor: Actor, id: number, closed: boolean): Promise<Ticket> {
  requireMay(actor, 'tickets.write');
  await write(core, actor, { type: 'ticket.change', subject: `ticket ${id}`, request: { closed } }, async (tx) => {
    const before = await lockedTicket(tx, id);
    const was = before.closedAt !== null;
    if (was !== closed) await tx.sql`update ticket set closed_at = ${closed ? core.clock() : null} where id = ${id}`;
    tx.changed({ action: 'change', objectKind: 'ticket', objectId: id, changes: { closed: [was, closed] } });
  });
  return await ticketById(core, actor, id);
}

/** The author has read what stands there; it stays unread for nobody else's reading. */
export async function readTicket(core: Core, actor: Actor, id: number): Promise<void> {
  await write(core, actor, { type: 'ticket.read', subject: `ticket ${id}` }, async (tx) => {
    const ticket = await lockedTicket(tx, id);
    if (actor.kind !== 'user' || ticket.authorId !== actor.id) return;
    await tx.sql`update ticket set seen_at = greatest(${core.clock()}, last_message_at) where id = ${id}`;
  });
}

async function lockedTicket(tx: Write, id: number): Promise<LockedTicket> {
  const ticket = await lockTicket(tx.sql, await reachOf(tx.core, tx.actor), id);
  if (!ticket) throw refuse('ticket_not_found', { id });
  return ticket;
}

async function insertMessage(tx: Write, ticketId: number, at: Date, text: string): Promise<number> {
  const { actor } = tx;
  const row = {
    ticketId,
    at,
    byProvider: may(actor, 'provider.speak'),
    authorId: actor.kind === 'system' ? null : actor.id,
    authorIsClient: actor.kind === 'client',
    author: actorName(actor),
    text,
  };
  const [created] = await tx.sql<{ id: number }[]>`insert into ticket_message ${tx.sql(row)} returning id`;
  return created?.id ?? 0;
}

const hourBefore = (now: Date): Date => new Date(now.getTime() - HOUR_MS);

function throttle(
  done: { readonly count: number; readonly first: Date | null },
  most: number,
  now: Date,
  reason: 'too_many_tickets' | 'too_many_comments',
): void {
  if (done.count < most) return;
  const waitMs = (done.first?.getTime() ?? now.getTime()) + HOUR_MS - now.getTime();
  throw refuse(
    reason,
    { limit: most },
    {
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
    },
  );
}
