import { type Core, reader } from '../core.ts';
import { authorizePlayback, type PlaybackAnswer } from './playback.ts';

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/**
 * The decision on live playback for a media server that calls streams by a camera's name or its uuid. The uuid is looked
 * up for a true token alone, and the answer to a wrong one is the same: it tells nobody which cameras there are.
 */
export async function authorizeStream(core: Core, stream: string, token: string): Promise<PlaybackAnswer> {
  const answer = await authorizePlayback(core, { name: stream, token, kind: 'live' });
  if (answer.allowed || !UUID.test(stream)) return answer;
  const claims = core.tokens.verify(token);
  if (!claims) return answer;
  const [camera] = await reader(core)<{ name: string }[]>`
    select name from camera where id = ${claims.cameraId} and uuid = ${stream} and name <> ${stream}`;
  return camera ? await authorizePlayback(core, { name: camera.name, token, kind: 'live' }) : answer;
}
