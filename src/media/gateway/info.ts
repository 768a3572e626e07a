import type { FastifyReply } from 'fastify';
import { infoOf, type TrackInfo } from '../live/track-info.ts';
import { MediaError } from './answer.ts';
import { streamOf } from './live.ts';
import { moment } from './path.ts';
import type { Visit } from './visit.ts';

/** `[{ stream, ranges: [{ from, duration }] }]`, Unix seconds; adjoining files are one range. */
export function recordingStatus(visit: Visit): FastifyReply {
  const { node, reply, decision, horizon, playback, request } = visit;
  const query = request.query as Record<string, unknown>;
  const from = second(query.from, 0) * 1000;
  const to = second(query.to, Math.ceil(Date.now() / 1000)) * 1000;
  const wanted = String(query.request ?? 'ranges').split(',');
  const ranges = (node.archive.loaded(decision.cameraId)?.ranges(Math.max(from, horizon), to) ?? []).map(([a, b]) => {
    const start = Math.ceil(a / 1000);
    return { from: start, duration: Math.max(0, Math.floor(b / 1000) - start) };
  });
  const answer = {
    stream: playback.name,
    ranges: ranges.filter(({ duration }) => duration > 0),
    ...(wanted.includes('locks') ? { locks: [] } : {}),
    ...(wanted.includes('motion_log') ? { motion_log: [] } : {}),
  };
  return reply.send([answer]);
}

function second(value: unknown, otherwise: number): number {
  if (value === undefined || value === '' || value === 'now') return otherwise;
  const parsed = typeof value === 'string' ? moment(value) : undefined;
  if (parsed === undefined) throw new MediaError(400, 'bad_request', 'from and to are Unix times in seconds, or "now"');
  return parsed;
}

/** What the camera sends, track by track. */
export function mediaInfo(visit: Visit): FastifyReply {
  const { node, reply, decision } = visit;
  const stream = streamOf(node, decision.cameraId);
  const state = stream.state();
  const { init } = stream;
  const tracks: TrackInfo[] = [];
  if (init !== undefined) {
    tracks.push(infoOf(init.video, 'v1', state.bitrate));
    if (init.audio !== undefined) tracks.push(infoOf(init.audio, 'a1', undefined));
  }
  return reply.send({
    name: visit.playback.name,
    alive: state.alive,
    lifetime: state.aliveSince === undefined ? 0 : Date.now() - state.aliveSince,
    bitrate: state.bitrate ?? 0,
    width: state.width,
    height: state.height,
    restarts: state.restarts,
    streams: tracks,
    tracks,
  });
}
