import type { WebSocket } from 'ws';
import type { Fragment } from '../live/fragment.ts';
import { codecsOf, mimeOf } from '../mp4/init.ts';
import { CLOSE_CODES, SLOW_BYTES } from './sockets.ts';
import type { Visit } from './visit.ts';

/**
 * Live picture over a WebSocket, for the MediaSource of our own player:
 *   text   {"type":"init","mime":"video/mp4; codecs=…","codecs":…,"width":…,"height":…,"epoch":…}
 *   binary the head (ftyp, moov)
 *   binary fragments (moof, mdat), beginning with a key picture: those of the present group at once, then as they come
 * A viewer over the limit, or cut by an operator, is let in and closed with 4403 and the reason: scripts of a page
 * cannot read the status of a refused upgrade.
 * After a restart of the camera's stream comes another text with its head; the time of the fragments begins anew.
 */
export function watch(visit: Visit, socket: WebSocket): void {
  const { node, playback, decision, elsewhere } = visit;
  const stream = node.supervisor.stream(decision.cameraId);
  if (stream === undefined) {
    socket.close(CLOSE_CODES.off, 'the camera is switched off');
    return;
  }
  const viewing = node.viewings.open(
    playback,
    decision,
    'mse',
    (end) => socket.close(CLOSE_CODES[end], end),
    elsewhere,
  );
  if (typeof viewing === 'string') {
    socket.close(4403, viewing);
    return;
  }
  const release = stream.hold(() => socket.close(CLOSE_CODES.off, 'the camera is switched off'));
  let epoch = 0;
  let skipping = false;
  const send = (fragment: Fragment) => {
    if (socket.readyState !== socket.OPEN) return;
    if (skipping && !fragment.key) return;
    skipping = socket.bufferedAmount > SLOW_BYTES;
    if (skipping) return;
    if (fragment.epoch.id !== epoch) {
      if (!fragment.key) return;
      epoch = fragment.epoch.id;
      const { init } = fragment.epoch;
      const { width, height } = init.video;
      socket.send(JSON.stringify({ type: 'init', mime: mimeOf(init), codecs: codecsOf(init), width, height, epoch }));
      socket.send(init.data);
    }
    socket.send(fragment.data);
    viewing.bytes += fragment.data.length;
  };
  for (const fragment of stream.ring.gop) send(fragment);
  const leave = stream.ring.listen(send);
  socket.on('close', () => {
    leave();
    release();
    node.viewings.end(viewing);
  });
}
