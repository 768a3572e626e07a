import type { FastifyReply } from 'fastify';
import { MediaError } from './answer.ts';
import { archiveHead, archiveSegment, sendArchivePlaylist } from './archive.ts';
import { download } from './download.ts';
import { mediaInfo, recordingStatus } from './info.ts';
import { liveHead, liveSegment, sendLivePlaylist } from './live.ts';
import type { Resource } from './path.ts';
import { clip, picture } from './pictures.ts';
import type { Visit } from './visit.ts';

/** What was asked for, to a viewer who has been let in. */
export async function serve(visit: Visit, resource: Resource): Promise<FastifyReply> {
  switch (resource.kind) {
    case 'live-playlist':
      return await sendLivePlaylist(visit);
    case 'live-head':
      return liveHead(visit, resource.epoch);
    case 'live-segment':
      return liveSegment(visit, resource.sequence);
    case 'archive-playlist':
      return await sendArchivePlaylist(visit, resource.from, resource.duration);
    case 'archive-head':
      return await archiveHead(visit, resource.file);
    case 'archive-segment':
      return await archiveSegment(visit, resource.file, resource.gop, resource.count);
    case 'export':
      return await download(visit, resource.from, resource.duration);
    case 'picture':
      return await picture(visit, resource.at);
    case 'clip':
      return await clip(visit, resource.at);
    case 'recording-status':
      return recordingStatus(visit);
    case 'media-info':
      return mediaInfo(visit);
    case 'mse':
      throw new MediaError(426, 'upgrade_required', 'Open this address as a WebSocket');
    case 'bad':
      throw new MediaError(400, 'bad_request', resource.message);
  }
}
