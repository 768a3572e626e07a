import type { FastifyReply } from 'fastify';
import { MediaError, notFound } from './answer.ts';
import { archiveHead, archiveSegment, sendArchiveMaster, sendArchiveOf, sendArchivePlaylist } from './archive.ts';
import { downloadTs, playTs } from './archive-ts.ts';
import { download } from './download.ts';
import { sendTs } from './endless.ts';
import { mediaInfo, recordingStatus } from './info.ts';
import { liveHead, liveSegment, sendLiveMaster, sendLivePlaylist } from './live.ts';
import type { Resource } from './path.ts';
import { clip, picture } from './pictures.ts';
import type { Visit } from './visit.ts';

/** What was asked for, to a viewer who has been let in. */
export async function serve(visit: Visit, resource: Resource): Promise<FastifyReply> {
  switch (resource.kind) {
    case 'live-master':
      return await sendLiveMaster(visit);
    case 'live-playlist':
      return await sendLivePlaylist(visit);
    case 'live-head':
      return liveHead(visit, resource.epoch);
    case 'live-segment':
      return liveSegment(visit, resource.sequence);
    case 'archive-master':
      return await sendArchiveMaster(visit, resource.from, resource.duration);
    case 'archive-playlist':
      return await sendArchivePlaylist(visit, resource.from, resource.duration);
    case 'archive-ago':
      return await sendArchiveOf(visit, resource.seconds, resource.opened);
    case 'archive-head':
      return await archiveHead(visit, resource.file);
    case 'archive-segment':
      return await archiveSegment(visit, resource);
    case 'export':
      return await download(visit, resource.from, resource.duration);
    case 'live-ts':
      return await sendTs(visit);
    case 'export-ts':
      return await downloadTs(visit, resource.from, resource.duration);
    case 'archive-ts':
      return await playTs(visit, resource.from);
    case 'archive-ts-ago':
      return await playTs(visit, Math.floor(Date.now() / 1000) - resource.seconds);
    case 'picture':
      return await picture(visit, resource.at);
    case 'clip':
      return await clip(visit, resource.at);
    case 'recording-status':
      return recordingStatus(visit);
    case 'media-info':
      return mediaInfo(visit);
    case 'mse':
    case 'mse-ld':
      throw new MediaError(426, 'upgrade_required', 'Open this address as a WebSocket');
    case 'unserved':
      throw notFound('This is not served here');
    case 'bad':
      throw new MediaError(400, 'bad_request', resource.message);
  }
}
