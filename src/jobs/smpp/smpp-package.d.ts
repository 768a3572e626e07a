/** What we use of the package, which brings no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server } from 'node:net';

  export interface Pdu {
    readonly command: string;
    readonly command_status: number;
    readonly message_id?: string;
    readonly [field: string]: unknown;
    response(fields?: Readonly<Record<string, unknown>>): Pdu;
  }
  type Fields = Readonly<Record<string, string | number | Buffer>>;
  type Answered = (answer: Pdu) => void;

  export interface Session extends EventEmitter {
    on(event: 'error', listener: (error: Error & { readonly code?: string }) => void): this;
    on(event: 'connect' | 'close', listener: () => void): this;
    on(event: string, listener: (pdu: Pdu) => void): this;
    bind_transmitter(fields: Fields, answered: Answered): boolean;
    bind_transceiver(fields: Fields, answered: Answered): boolean;
    enquire_link(answered: Answered): boolean;
    submit_sm(fields: Fields, answered: Answered): boolean;
    deliver_sm(fields: Readonly<Record<string, unknown>>, answered: Answered): boolean;
    unbind(fields: Fields, answered: Answered): boolean;
    send(pdu: Pdu): boolean;
    close(): void;
    destroy(): void;
  }

  const smpp: {
    connect(options: { readonly host: string; readonly port: number }): Session;
    createServer(listener: (session: Session) => void): Server;
    readonly errors: Readonly<Record<string, number>>;
  };
  // biome-ignore lint/style/noDefaultExport: of a CommonJS package this is what an import gives
  export default smpp;
}
