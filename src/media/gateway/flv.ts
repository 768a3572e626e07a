import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { FlvWriter, fitsFlv } from '../live/flv.ts';
import type { Fragment } from '../live/fragment.ts';
import { MediaError, TYPES } from './answer.ts';
import { firstPicture, streamOf } from './live.ts';
import { excess, type Visit } from './visit.ts';

/** So much unsent: the viewer is too slow, and goes on with the next key picture. */
const SLOW_BYTES = 2 * 1024 * 1024;

/** The live picture as one endless FLV, beginning with a key picture. */
export async function sendFlv(visit: Visit): Promise<FastifyReply> {
  const { node, reply, request, playback, decision, elsewhere } = visit;
  const stream = streamOf(node, decision.cameraId);
  const out = new Readable({ read: () => undefined });
  const release = stream.hold(() => out.push(null));
  try {
    await firstPicture(stream, (ring) => ring.gop.length > 0);
    const [first] = stream.ring.gop;
    if (first === undefined || !fitsFlv(first.epoch.init)) {
      throw new MediaError(415, 'format', 'FLV carries H.264 alone: play this camera by HLS');
    }
    reply.type(TYPES.flv);
    if (request.method === 'HEAD') {
      release();
      return reply.send('');
    }
    const viewing = node.viewings.open(playback, decision, 'flv', (end) => out.destroy(new Error(end)), elsewhere);
    if (typeof viewing === 'string') throw excess(viewing);
    const writer = new FlvWriter();
    let skipping = false;
    const send = (fragment: Fragment) => {
      if (skipping && !fragment.key) return;
      skipping = out.readableLength > SLOW_BYTES;
      if (skipping) return;
      if (!fitsFlv(fragment.epoch.init)) {
        out.push(null);
        return;
      }
      const data = writer.write(fragment);
      out.push(data);
      viewing.bytes += data.length;
    };
    for (const fragment of stream.ring.gop) send(fragment);
    const leave = stream.ring.listen(send);
    out.once('close', () => {
      leave();
      release();
      node.viewings.end(viewing);
    });
    return reply.send(out);
  } catch (error) {
    release();
    throw error;
  }
}
