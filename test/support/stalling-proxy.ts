import { createConnection, createServer, type Socket } from 'node:net';

/** Stands between a client and a server on unix sockets, and holds or cuts what goes through. */
export class StallingProxy {
  readonly #sockets = new Set<Socket>();
  readonly #server;
  #stalled = false;

  constructor(target: string) {
    this.#server = createServer({ pauseOnConnect: true }, (client) => {
      const upstream = createConnection(target);
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          this.#sockets.delete(socket);
          (socket === client ? upstream : client).destroy();
        });
      }
      client.on('data', (chunk) => upstream.write(chunk));
      upstream.on('data', (chunk) => client.write(chunk));
      if (this.#stalled) for (const socket of [client, upstream]) socket.pause();
      else client.resume();
    });
  }

  async listen(path: string): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(path, resolve));
  }

  /** Like a machine that is gone without a word: connections stand, and nothing comes. */
  stall(): void {
    this.#stalled = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** New connections go through; those that were held stay so. */
  recover(): void {
    this.#stalled = false;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
