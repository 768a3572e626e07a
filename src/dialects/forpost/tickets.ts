import { endsOf, ticketPage } from '../../core/tickets/list.ts';
import { addTicketMessage, closeTicket } from '../../core/tickets/operations.ts';
import type { SignedMessage, Ticket, TicketQuery } from '../../core/tickets/ticket.ts';
import { wallTime } from '../../core/time.ts';
import { zoneOf } from '../wire/zone.ts';
import type { Call } from './call.ts';
import { optionalDate } from './dates.ts';
import { streamed } from './list.ts';
import type { Method, Reply } from './method.ts';
import { refused } from './parameters.ts';

const SECOND_MS = 1000;
/** Two messages of 10,000 letters come with each. */
const CHUNK = 200;

export const ticketMethods: readonly Method[] = [
  { name: 'GetTickets', run: getTickets },
  {
    name: 'SetTicketState',
    run: async (call) => {
      const id = call.integer('ID');
      const state = call.integer('State');
      if (state !== 0 && state !== 1) throw refused('State', 'должен быть 0 или 1');
      await closeTicket(call.core, call.actor, id, state === 1);
      return { Status: 1 };
    },
  },
  {
    name: 'AddTicketMessage',
    names: { text: 'Message' },
    run: async (call) => {
      const id = call.integer('TicketID');
      await addTicketMessage(call.core, call.actor, id, call.text('Message'));
      return { Status: 1 };
    },
  },
];

/** The newest first. */
async function getTickets(call: Call): Promise<Reply> {
  const zone = await zoneOf(call.core, call.actor);
  const shown = wallTime(zone);
  return await streamed(call, pages(call, queryOf(call, zone)), ([ticket, ends]) => toWire(ticket, ends, shown));
}

type Ends = readonly [SignedMessage | undefined, SignedMessage | undefined];

async function* pages({ core, actor }: Call, query: TicketQuery): AsyncGenerator<readonly (readonly [Ticket, Ends])[]> {
  for (let after: string | null = ''; after !== null; ) {
    const page = await ticketPage(core, actor, query, { after, limit: CHUNK });
    const ends = await endsOf(core, actor, page.items);
    yield page.items.map((ticket) => [ticket, ends(ticket)] as const);
    after = page.next;
  }
}

/** Both bounds are within; a ticket that is asked for by its id is found in either state. */
function queryOf(call: Call, zone: string): TicketQuery {
  const id = call.optionalInteger('ID') ?? undefined;
  const from = optionalDate(call, 'CreationDateFrom', zone, 'lower');
  const to = optionalDate(call, 'CreationDateTo', zone, 'upper');
  return {
    id,
    state: stateOf(call.optionalText('State')?.trim() || (id === undefined ? '0' : '-1')),
    from,
    before: to && new Date(to.getTime() + SECOND_MS),
  };
}

function stateOf(text: string): TicketQuery['state'] {
  if (text === '-1') return undefined;
  if (text === '0') return 'open';
  if (text === '1') return 'closed';
  throw refused('State', 'должен быть -1, 0 или 1');
}

function toWire(ticket: Ticket, [first, last]: Ends, shown: (at: Date) => string): object {
  const message = (one: SignedMessage | undefined) => (one ? JSON.stringify(toMessage(ticket, one, shown)) : '');
  return {
    ID: ticket.id,
    CreationDate: shown(ticket.createdAt),
    Title: ticket.title,
    FirstMessage: message(first),
    LastMessage: message(last),
  };
}

const toMessage = (ticket: Ticket, message: SignedMessage, shown: (at: Date) => string) => ({
  CreationDate: shown(message.at),
  Message: message.text,
  UserID: message.authorId ?? 0,
  Login: message.author ?? '',
  FIO: message.name,
  Email: message.email,
  Phone: message.phone,
  IsAdmin: message.byProvider ? 1 : 0,
  ContractNumber: message.byProvider ? '' : (ticket.contractNumber ?? ''),
});
