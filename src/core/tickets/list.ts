import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { afterId, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { countTickets, countUnread, findTicket, listEnds, listMessages, listTickets } from './queries.ts';
import { reachOf } from './reach.ts';
import type { SignedMessage, Ticket, TicketMessage, TicketQuery } from './ticket.ts';

/** The newest first. */
export async function ticketPage(
  core: Core,
  actor: Actor,
  query: TicketQuery,
  page: PageRequest,
): Promise<Page<Ticket>> {
  const below = afterId(page.after) || 2 ** 31 - 1;
  const search = likeText((page.search ?? '').trim());
  const filter = { ...query, search, below, limit: page.limit + 1 };
  const rows = await listTickets(listReader(core), await reachOf(core, actor), filter);
  return toPage(rows, page.limit, (ticket) => ticket.id);
}

export async function ticketCount(core: Core, actor: Actor, query: TicketQuery, search = ''): Promise<number> {
  return await countTickets(listReader(core), await reachOf(core, actor), query, likeText(search.trim()));
}

/** How many wait to be read by whoever asks. */
export async function unreadTickets(core: Core, actor: Actor): Promise<number> {
  return await countUnread(listReader(core), await reachOf(core, actor));
}

/** Not found for those whom it is none of. */
export async function ticketById(core: Core, actor: Actor, id: number): Promise<Ticket> {
  const ticket = await findTicket(reader(core), await reachOf(core, actor), id);
  if (!ticket) throw refuse('ticket_not_found', { id });
  return ticket;
}

/** A ticket's messages by time. */
export async function messagePage(
  core: Core,
  actor: Actor,
  ticketId: number,
  page: PageRequest,
): Promise<Page<TicketMessage>> {
  await ticketById(core, actor, ticketId);
  const { user } = await reachOf(core, actor);
  const rows = await listMessages(reader(core), ticketId, afterMessage(page.after), page.limit + 1);
  const shown = user ? rows.map((row) => (row.byProvider ? { ...row, author: null, authorId: null } : row)) : rows;
  return toPage(shown, page.limit, (message) => message.id);
}

/** The first and the newest message of tickets that the actor was shown, by ticket. */
export async function endsOf(
  core: Core,
  actor: Actor,
  tickets: readonly Ticket[],
): Promise<(ticket: Ticket) => readonly [SignedMessage | undefined, SignedMessage | undefined]> {
  const ends = new Map<number, SignedMessage[]>();
  const ids = tickets.map(({ id }) => id);
  for (const found of await listEnds(listReader(core), ids)) {
    const message = found.byProvider && !may(actor, 'provider.speak') ? { ...found, ...NOBODY } : found;
    const known = ends.get(message.ticketId);
    if (known) known.push(message);
    else ends.set(message.ticketId, [message]);
  }
  return ({ id }) => [ends.get(id)?.[0], ends.get(id)?.at(-1)];
}

/** Subscribers are not told which of the provider's people it was. */
const NOBODY = { author: null, authorId: null, name: '', email: '', phone: '' };

function afterMessage(after: string | undefined): number {
  const id = Number(after ?? 0);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}
