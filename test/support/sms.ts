import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import smpp, { type Pdu } from 'smpp';

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
      response.statusCode = gateway.answer.status;
      response.end(gateway.answer.body);
    });
  });
  const gateway: HttpGateway = {
    port: await listen(server),
    received,
    answer: { status: 200, body: 'OK' },
    close: () => new Promise((done) => server.close(() => done())),
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
  close(): Promise<void>;
}

/** An SMS centre that speaks SMPP. */
export async function smsCentre(): Promise<SmsCentre> {
  const bound: Pdu[] = [];
  const taken: Pdu[] = [];
  const server = smpp.createServer((session) => {
    session.on('error', () => undefined);
    session.on('bind_transmitter', (pdu) => {
      bound.push(pdu);
      session.send(pdu.response({ command_status: centre.says.bind }));
    });
    session.on('submit_sm', (pdu) => {
      taken.push(pdu);
      session.send(pdu.response({ command_status: centre.says.submit, message_id: `m${taken.length}` }));
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
    close: () => new Promise((done) => server.close(() => done())),
  };
  return centre;
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** The code in a message's text. */
export const codeIn = (text: string): string => /\b(\d{4})\b/.exec(text)?.[1] ?? '';
