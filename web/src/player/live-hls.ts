import { type Refusal, refusalIn } from './refusal.ts';

/**
 * Live over HLS, some six seconds behind: where a proxy on the way lets no WebSocket through. Answers what ends it.
 */
export function playHls(video: HTMLVideoElement, url: string, ended: (why: Refusal | 'failed') => void): () => void {
  let stop: (() => void) | undefined;
  let stopped = false;
  void import('hls.js/light').then(({ default: Hls }) => {
    if (stopped) return;
    const hls = new Hls({ liveSyncDurationCount: 2, maxBufferLength: 6, backBufferLength: 10 });
    stop = () => hls.destroy();
    hls.on(Hls.Events.ERROR, (_, error) => {
      const code = error.response?.code;
      if (code === 401 || code === 403) ended(refusalIn(error.networkDetails));
      else if (error.fatal) ended('failed');
    });
    hls.loadSource(url);
    hls.attachMedia(video);
    void video.play().catch(() => undefined);
  });
  return () => {
    stopped = true;
    stop?.();
  };
}
