import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Camera } from '../../api/types.ts';
import { LiveStream } from '../../player/live.ts';
import type { Media } from '../../player/media.ts';
import { livePool } from './livePool.ts';
import { useVisible } from './useVisible.ts';

const STILL_EVERY_MS = 10_000;

/**
 * What a tile shows: a still at once, then live while it is on the screen and one of the nine places is free, else the
 * still anew each ten seconds.
 */
export function useTilePicture(camera: Camera, frame: RefObject<Element | null>, onDenied: () => void) {
  const video = useRef<HTMLVideoElement>(null);
  const visible = useVisible(frame);
  // What nobody has scrolled to is not loaded.
  const [seen, setSeen] = useState(false);
  if (visible && !seen) setSeen(true);
  const [place, setPlace] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [still, setStill] = useState<number>();
  const media = useRef<Media | null>(camera.playback);
  media.current = camera.playback;
  const denied = useRef(onDenied);
  denied.current = onDenied;

  const path = camera.rights.live ? camera.playback?.path : undefined;
  // A camera on demand would run for as long as somebody looks at the grid.
  const streams =
    path !== undefined && !camera.onDemand && (camera.status.state === 'live' || camera.status.state === 'starting');
  const wanted = visible && streams;

  useEffect(() => {
    if (!wanted) return;
    const giveBack = livePool.ask(setPlace);
    return () => {
      giveBack();
      setPlace(false);
      setPlaying(false);
    };
  }, [wanted]);

  useEffect(() => {
    const element = video.current;
    if (!place || element === null || path === undefined) return;
    const stream = new LiveStream(
      element,
      () => media.current ?? { path, token: '' },
      (event) => {
        // While it connects, the last picture stays.
        if (event.kind !== 'connecting') setPlaying(event.kind === 'playing');
        if (event.kind === 'denied') denied.current();
      },
    );
    return () => stream.dispose();
  }, [place, path]);

  useEffect(() => {
    if (!wanted || playing) return;
    const timer = window.setInterval(() => setStill(Math.floor(Date.now() / STILL_EVERY_MS)), STILL_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [wanted, playing]);

  return { video, playing, still, seen };
}
