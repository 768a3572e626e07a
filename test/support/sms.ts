import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface HttpGateway {
  readonly port: number;
  readonly received: Received[];
  /** What it says from now on. */
  answer: { status: number; body: string };
  /** Requests whose URL holds this are never answered. */
  hangsAt: string | undefined;
  close(): Promise<void>;
}

/** A provider's HTTP gateway for messages. */
export async function httpGateway(): Promise<HttpGateway> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      if (gateway.hangsAt !== undefined && request.url?.includes(gateway.hangsAt)) return;
      response.statusCode = gateway.answer.status;
      response.end(gateway.answer.body);
    });
  });
  const gateway: HttpGateway = {
    port: await listen(server),
    received,
    answer: { status: 200, body: 'OK' },
    hangsAt: undefined,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return gateway;
}

export interface SmsCentre {
  readonly port: number;
  readonly bound: Pdu[];
  readonly taken: Pdu[];
  /** Statuses that it answers with: of the login and of the message. */
  says: { bind: number; submit: number };
  /** Hangs up on unbind instead of answering, as some do. */
  rude: boolean;
  /** Binds that it takes no other than. */
  takes: 'bind_transmitter' | 'bind_transceiver';
  /** Asks whether the other side is there before it answers a message, and waits for that. */
  enquires: boolean;
  /** The id that it gives the next message. */
  names: () => string;
  /** What it sends by itself before it answers that it has taken a message. */
  before: Readonly<Record<string, unknown>> | undefined;
  /** Sends something over the last session, as a receipt; gives back the status that it is answered with. */
  deliver(fields: Readonly<Record<string, unknown>>): Promise<number>;
  /** Ends the sessions that stand. */
  hangUp(): void;
  close(): Promise<void>;
}

/** ESME_RBINDFAIL */
const REFUSED = 0x0d;

/** An SMS centre that speaks SMPP. */
export async function smsCentre(): Promise<SmsCentre> {
  const bound: Pdu[] = [];
  const taken: Pdu[] = [];
  const sessions: Session[] = [];
  const deliver = (session: Session | undefined, fields: Readonly<Record<string, unknown>>): Promise<number> =>
    new Promise((done) => session?.deliver_sm(fields, (answer) => done(answer.command_status)));
  const server = smpp.createServer((session) => {
    sessions.push(session);
    session.on('error', () => undefined);
    session.on('enquire_link', (pdu) => session.send(pdu.response()));
    for (const bind of ['bind_transmitter', 'bind_transceiver'])
      session.on(bind, (pdu) => {
        bound.push(pdu);
        session.send(pdu.response({ command_status: bind === centre.takes ? centre.says.bind : REFUSED }));
      });
    session.on('submit_sm', (pdu) => {
      taken.push(pdu);
      const answer = () =>
        session.send(pdu.response({ command_status: centre.says.submit, message_id: centre.names() }));
      if (centre.before !== undefined) void deliver(session, centre.before);
      if (centre.enquires) session.enquire_link(answer);
      else answer();
    });
    session.on('unbind', (pdu) => {
      if (centre.rude) return session.destroy();
      session.send(pdu.response());
      session.close();
    });
  });
  const centre: SmsCentre = {
    port: await listen(server),
    bound,
    taken,
    says: { bind: 0, submit: 0 },
    rude: false,
    takes: 'bind_transmitter',
    enquires: false,
    names: () => `m${taken.length}`,
    before: undefined,
    deliver: (fields) => deliver(sessions.at(-1), fields),
    hangUp: () => {
      for (const session of sessions) session.destroy();
    },
    close: () => {
      centre.hangUp();
      return new Promise((done) => server.close(() => done()));
    },
  };
  return centre;
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** The code in a message's text. */
export const codeIn = (text: string): string => /\b(\d{4})\b/.exec(text)?.[1] ?? '';
