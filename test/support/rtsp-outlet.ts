import { createSocket, type Socket as Datagrams } from 'node:dgram';
import type { Socket } from 'node:net';

/** Where the packets of one track go: into the connection, between the answers, or to ports of the client. */
export interface Outlet {
  send(rtp: readonly Buffer[]): void;
  report(rtcp: Buffer): void;
  close(): void;
  /** The answer to SETUP. */
  readonly transport: string;
}

/** Undefined: the client asks for the other kind. */
export async function openOutlet(kind: 'tcp' | 'udp', asked: string, socket: Socket): Promise<Outlet | undefined> {
  const channel = /interleaved=(\d+)/.exec(asked)?.[1];
  const port = /client_port=(\d+)/.exec(asked)?.[1];
  if (kind === 'tcp') return channel === undefined ? undefined : interleaved(Number(channel), asked, socket);
  return port === undefined || channel !== undefined ? undefined : await overUdp(Number(port), asked);
}

function interleaved(channel: number, transport: string, socket: Socket): Outlet {
  const frame = (packet: Buffer, at: number) => {
    const head = Buffer.from([0x24, at, 0, 0]);
    head.writeUInt16BE(packet.length, 2);
    return Buffer.concat([head, packet]);
  };
  return {
    send: (packets) => void socket.write(Buffer.concat(packets.map((packet) => frame(packet, channel)))),
    report: (packet) => void socket.write(frame(packet, channel + 1)),
    close: () => undefined,
    transport,
  };
}

async function overUdp(port: number, asked: string): Promise<Outlet> {
  const [rtp, rtcp] = await Promise.all([bound(), bound()]);
  const to = (socket: Datagrams, at: number) => (packet: Buffer) => socket.send(packet, at, '127.0.0.1');
  return {
    send: (packets) => packets.forEach(to(rtp, port)),
    report: to(rtcp, port + 1),
    close: () => {
      rtp.close();
      rtcp.close();
    },
    transport: `${asked};server_port=${rtp.address().port}-${rtcp.address().port}`,
  };
}

async function bound(): Promise<Datagrams> {
  const socket = createSocket('udp4');
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  // A client that has gone refuses what is still under way.
  return socket.on('error', () => undefined);
}
