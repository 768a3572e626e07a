import type { FastifyInstance, FastifyRequest } from 'fastify';
import { changeStreamers, type Streamer, streamerById, streamers } from '../../core/streamers/streamers.ts';
import { pathId } from '../wire/body.ts';
import { actorIn } from './context.ts';

interface One {
  Params: { id: string };
}

/** `/streamers`: our media nodes, to be read; they join by themselves. */
export function streamerRoutes(app: FastifyInstance): void {
  app.get('/streamers', async (request) =>
    (await streamers(request.core, actorIn(request))).map((streamer) => streamerOut(request, streamer)),
  );
  app.get<One>('/streamers/:id', async (request) => {
    const id = pathId('streamer_not_found', request.params.id);
    return streamerOut(request, await streamerById(request.core, actorIn(request), id));
  });
  const refuse = async (request: FastifyRequest) => await changeStreamers(actorIn(request));
  app.post('/streamers', refuse);
  app.put('/streamers/:id', refuse);
  app.delete('/streamers/:id', refuse);
  app.post('/streamers/:id/provision', refuse);
}

function streamerOut(request: FastifyRequest, streamer: Streamer) {
  const url = `${request.protocol}://${streamer.local ? request.host : streamer.hostname}`;
  return {
    id: streamer.id,
    hostname: streamer.hostname,
    api_url: url,
    public_url: url,
    cluster_key: null,
    dvr_path: null,
    max_bitrate: null,
    has_dvr_storage: true,
    has_analytics: false,
    is_local: streamer.local,
    camera_count: streamer.cameraCount,
    server_status: {
      error: null,
      http_port: null,
      https_port: null,
      is_remote: !streamer.local,
      load: null,
      uptime: null,
      bitrate: streamer.bitrate,
      dvr_bytes: streamer.archiveBytes,
    },
    server_warnings: [],
  };
}
