import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Where the client wants to connect to: its own options. */
export interface Target {
  readonly path?: string | false;
  readonly host: readonly string[];
  readonly port: readonly number[];
}

/** Resolves when it stands; rejects with the system's error, or when that takes longer. */
export async function openSocket(target: Target, withinMs: number, nth: number): Promise<Socket> {
  const socket = start(target, nth);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(timedOut()), withinMs);
    socket.once('connect', resolve);
    socket.once('error', reject);
    socket.once('close', () => clearTimeout(timer));
    socket.once('connect', () => clearTimeout(timer));
  });
  socket.removeAllListeners('error').removeAllListeners('connect').removeAllListeners('close');
  return closingAtOnce(withoutLeftovers(answeringTypes(socket)));
}

/**
 * The client sends what it is to say together, a moment later, or at once from 1024 bytes on. What a connection still had
 * to say when it closed is kept for the next one, and with it the belief that it will be said: nothing ever is. So the
 * first message of each connection, which is never shorter, takes the leftovers along, and they are cut off here.
 */
export const PADDING = { 'vedette.padding': '-'.repeat(1024) };

const PROTOCOL_3 = Buffer.from([0, 3, 0, 0]);

function withoutLeftovers(socket: Socket): Socket {
  const { write } = socket;
  socket.write = ((first: Buffer, ...rest: []) => {
    socket.write = write;
    return write.call(socket, first.subarray(startupIn(first)), ...rest);
  }) as Socket['write'];
  return socket;
}

/** Parsed, bound, no rows, ready. */
const NO_ARRAY_TYPES = Buffer.concat([
  Buffer.from([0x31, 0, 0, 0, 4, 0x32, 0, 0, 0, 4]),
  Buffer.from('C\0\0\0\rSELECT 0\0Z\0\0\0\x05I', 'latin1'),
]);

/**
 * The client asks each new connection which types are arrays, and nobody hears when that question fails with its
 * connection: a rejection that nobody hears ends the process. Without the question it never gives out a connection that
 * was reserved as it opened. So it is answered here, with none: those that there are stand in `arrays.ts`.
 */
function answeringTypes(socket: Socket): Socket {
  const { write } = socket;
  socket.write = ((bytes: Buffer, ...rest: []) => {
    if (!bytes.includes('b.typarray')) return write.call(socket, bytes, ...rest);
    socket.write = write;
    // The client has its own state in order once it is back from here, and nothing can close before that.
    queueMicrotask(() => void socket.emit('data', NO_ARRAY_TYPES));
    return true;
  }) as Socket['write'];
  return socket;
}

/**
 * Between a socket's error and its end the client goes on sending over it, and never learns what becomes of that. It is
 * told of the end alone: then everything that was sent fails, and the next goes over another connection.
 */
function closingAtOnce(socket: Socket): Socket {
  const emit = socket.emit as (this: Socket, event: string, ...args: unknown[]) => boolean;
  const quietly = (event: string, ...args: unknown[]): boolean => {
    if (event === 'error') return true;
    return event === 'close' ? emit.call(socket, 'close', false) : emit.call(socket, event, ...args);
  };
  return Object.assign(socket, { emit: quietly as Socket['emit'] });
}

/** Where the startup message begins: it has its length in front and reaches to the end. */
function startupIn(bytes: Buffer): number {
  for (let at = bytes.indexOf(PROTOCOL_3); at !== -1; at = bytes.indexOf(PROTOCOL_3, at + 1))
    if (at >= 4 && bytes.readUInt32BE(at - 4) === bytes.length - at + 4) return at - 4;
  return 0;
}

/**
 * What the client is given instead of a connection that could not be made. It has to be a stream that fails: one that
 * is refused a stream never takes that place of its pool up again, and one that is given a stream which fails before
 * its first write sends nothing over the next.
 */
export function failedSocket(error: unknown): Duplex {
  const cause = error instanceof Error ? error : new Error(String(error));
  return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done(cause) });
}

function start({ path, host, port }: Target, nth: number): Socket {
  if (path) return connect(path);
  const at = nth % host.length;
  const [name = 'localhost', number = 5432] = [host[at], port[at]];
  // The client reads the name of a certificate there.
  return Object.assign(connect(number, name), { host: name, port: number });
}

const timedOut = (): Error =>
  Object.assign(new Error('The database took no connection in time'), { code: 'CONNECT_TIMEOUT' });
