import type { FastifyReply } from 'fastify';
import { readGops, readHead } from '../archive/read.ts';
import { parseInit } from '../mp4/init.ts';
import { keyFilm } from '../mp4/key-film.ts';
import { notFound, TYPES } from './answer.ts';
import { windowOf } from './archive.ts';
import { firstPicture, streamOf } from './live.ts';
import type { Visit } from './visit.ts';

const KEEP_LIVE_MS = 7000;
const KEEP_ARCHIVE_MS = 10 * 60_000;
/** A picture of the archive may be so much older than what was asked for. */
const REACH_SECONDS = 60;

/** JPEG of the present key picture, or of the one at a moment of the archive. */
export async function picture(visit: Visit, at: number | undefined): Promise<FastifyReply> {
  const { node, reply, decision } = visit;
  const { cameraId } = decision;
  const made =
    at === undefined
      ? node.pictures.get(`live ${cameraId}`, KEEP_LIVE_MS, () => liveFilm(visit))
      : await archivePicture(visit, at);
  const data = await made;
  if (data === undefined) throw notFound('There is no picture of this time');
  return reply.type(TYPES.jpeg).send(data);
}

/** An MP4 of one key picture: what browsers decode without our help. */
export async function clip(visit: Visit, at: number | undefined): Promise<FastifyReply> {
  const film = at === undefined ? await liveFilm(visit) : await (await recorded(visit, at)).film();
  if (film === undefined) throw notFound('There is no picture of this time');
  return visit.reply.type(TYPES.head).send(film);
}

async function liveFilm(visit: Visit): Promise<Buffer | undefined> {
  const stream = streamOf(visit.node, visit.decision.cameraId);
  const release = stream.hold();
  try {
    await firstPicture(stream, (ring) => ring.gop.length > 0);
  } finally {
    release();
  }
  const [first] = stream.ring.gop;
  return first === undefined ? undefined : keyFilm(first.epoch.init, first.data);
}

async function archivePicture(visit: Visit, at: number): Promise<Promise<Buffer | undefined>> {
  const { key, film } = await recorded(visit, at);
  return visit.node.pictures.get(key, KEEP_ARCHIVE_MS, film);
}

/** The last key picture at or before the moment, else the first one after it. */
async function recorded(visit: Visit, at: number) {
  const { archive } = await windowOf(visit, at, 1);
  const moment = at * 1000 + 999;
  const files = await archive.files(moment - REACH_SECONDS * 1000, moment + 5000);
  const pictures = files.flatMap((file) =>
    file.gops.map(([t], gop) => ({ file, gop, time: file.start + t })).filter(({ time }) => time >= visit.horizon),
  );
  const found = pictures.findLast(({ time }) => time <= moment) ?? pictures[0];
  if (found === undefined) throw notFound('Nothing was recorded at this time');
  const { file, gop } = found;
  return {
    key: `archive ${visit.decision.cameraId} ${file.start} ${gop}`,
    film: async () => {
      const head = await readHead(file);
      const data = await readGops(file, gop, 1);
      return head === undefined || data === undefined ? undefined : keyFilm(parseInit(head), data);
    },
  };
}
