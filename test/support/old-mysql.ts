import { createConnection, createServer, type Socket } from 'node:net';

const QUERY = 0x03;
const REFUSED: readonly (readonly [RegExp, number, string, string])[] = [
  [/^set session max_(statement|execution)_time/, 1193, 'HY000', 'Unknown system variable'],
  [/^set session transaction read only$/, 1064, '42000', 'You have an error in your SQL syntax'],
];

/**
 * Stands before a MariaDB of today and says of what servers of 5.5 do not know what those say: no limit of statements, no
 * session that only reads. All else goes through.
 */
export class OldMysql {
  readonly #sockets = new Set<Socket>();
  readonly #server;

  constructor(port: number) {
    this.#server = createServer((client) => {
      const upstream = createConnection({ port, host: '127.0.0.1' });
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          this.#sockets.delete(socket);
          (socket === client ? upstream : client).destroy();
        });
      }
      // A client sends one packet and waits for its answer, so that a chunk begins with a packet.
      client.on('data', (packet: Buffer) => {
        const text = packet[4] === QUERY ? packet.toString('utf8', 5) : '';
        const refusal = REFUSED.find(([statement]) => statement.test(text));
        if (refusal) client.write(refusalPacket((packet[3] ?? 0) + 1, refusal));
        else upstream.write(packet);
      });
      upstream.on('data', (chunk) => client.write(chunk));
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function refusalPacket(sequence: number, [, errno, state, message]: (typeof REFUSED)[number]): Buffer {
  const body = Buffer.concat([Buffer.from([0xff, errno & 0xff, errno >> 8]), Buffer.from(`#${state}${message}`)]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, sequence]), body]);
}
