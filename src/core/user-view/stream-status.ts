/** How one stream of a camera is; `unanswered`: its media node has not said yet. */
export type StreamState = 'up' | 'down' | 'unanswered';

/** How a camera is by its streams, whatever block stands. */
export type StreamStatus = 'active' | 'partially_active' | 'inactive' | 'empty' | 'initialization';

/** No stream at all is empty. Nothing that is up while one has not answered is neither active nor inactive yet. */
export function statusOfStreams(streams: readonly StreamState[]): StreamStatus {
  if (streams.length === 0) return 'empty';
  const up = streams.filter((state) => state === 'up').length;
  if (up === streams.length) return 'active';
  if (up > 0) return 'partially_active';
  return streams.includes('unanswered') ? 'initialization' : 'inactive';
}
