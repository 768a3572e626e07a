import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { FlvWriter, fitsFlv } from '../live/flv.ts';
import type { Fragment } from '../live/fragment.ts';
import type { Init } from '../mp4/init.ts';
import { fitsTs, TsWriter } from '../mpegts/writer.ts';
import { MediaError, TYPES } from './answer.ts';
import { firstPicture, streamOf } from './live.ts';
import { excess, type Visit } from './visit.ts';

/** So much unsent: the viewer is too slow, and goes on with the next key picture. */
const SLOW_BYTES = 2 * 1024 * 1024;

interface Format {
  readonly type: string;
  readonly protocol: 'flv' | 'ts';
  readonly fits: (init: Init) => boolean;
  readonly refusal: string;
  readonly writer: () => (fragment: Fragment, skipped: boolean) => Buffer;
}

const FLV: Format = {
  type: TYPES.flv,
  protocol: 'flv',
  fits: fitsFlv,
  refusal: 'FLV carries H.264 alone: play this camera by HLS',
  writer: () => {
    const writer = new FlvWriter();
    return (fragment) => writer.write(fragment);
  },
};

const TS: Format = {
  type: TYPES.ts,
  protocol: 'ts',
  fits: fitsTs,
  refusal: 'MPEG-TS carries H.264 and HEVC alone: play this camera by HLS',
  writer: () => {
    const writer = new TsWriter();
    return ({ data, epoch }, skipped) => {
      if (skipped) writer.jump();
      return writer.write({ data, init: epoch.init, epoch: epoch.id });
    };
  },
};

export const sendFlv = (visit: Visit): Promise<FastifyReply> => sendEndless(visit, FLV);
export const sendTs = (visit: Visit): Promise<FastifyReply> => sendEndless(visit, TS);

/** The live picture as one endless file, beginning with a key picture. */
async function sendEndless(visit: Visit, format: Format): Promise<FastifyReply> {
  const { node, reply, request, playback, decision, elsewhere } = visit;
  const stream = streamOf(node, decision.cameraId);
  const out = new Readable({ read: () => undefined });
  const release = stream.hold(() => out.push(null));
  try {
    await firstPicture(stream, (ring) => ring.gop.length > 0);
    const [first] = stream.ring.gop;
    if (first === undefined || !format.fits(first.epoch.init)) throw new MediaError(415, 'format', format.refusal);
    reply.type(format.type);
    if (request.method === 'HEAD') {
      release();
      return reply.send('');
    }
    const end = (why: string) => out.destroy(new Error(why));
    const viewing = node.viewings.open(playback, decision, format.protocol, end, elsewhere);
    if (typeof viewing === 'string') throw excess(viewing);
    const write = format.writer();
    let skipping = false;
    const send = (fragment: Fragment) => {
      if (skipping && !fragment.key) return;
      const skipped = skipping;
      skipping = out.readableLength > SLOW_BYTES;
      if (skipping) return;
      if (!format.fits(fragment.epoch.init)) {
        out.push(null);
        return;
      }
      const data = write(fragment, skipped);
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
