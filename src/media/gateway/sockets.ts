import type { WebSocket } from 'ws';

/** So much unsent: the viewer is too slow, and goes on with the next key picture. */
export const SLOW_BYTES = 2 * 1024 * 1024;

/** A viewer whose line is dead is noticed after two of these. */
const PING_MS = 15_000;

/** By why a viewing ends. */
export const CLOSE_CODES = {
  ...{ access: 4403, expired: 4401, cut: 4403, limit: 4403, windows: 4403, no_windows: 4403 },
  ...{ stopped: 4403, gone: 1001, off: 4404 },
} as const;

export function keepAlive(socket: WebSocket): void {
  let answered = true;
  const ping = setInterval(() => {
    if (!answered) socket.terminate();
    answered = false;
    socket.ping();
  }, PING_MS);
  socket.on('pong', () => {
    answered = true;
  });
  socket.on('close', () => clearInterval(ping));
}
