import { useEffect, useRef, useState } from 'react';
import { now } from './clock.ts';
import type { PlayerSession, PlayerState } from './session.ts';
import { around, length, type View } from './timeline/view.ts';

interface Start {
  readonly at: number | undefined;
  readonly span: number;
}

/**
 * What the timeline shows. Live, the playhead stays in the middle and time runs under it; in the archive the strip
 * stands still and follows only when the playhead leaves it. A hand on the strip ends following until the next seek.
 */
export function useTimelineView(
  session: PlayerSession,
  mode: PlayerState['mode'],
  start: Start,
  onPlace?: (place: { at: number | undefined; span: number }) => void,
) {
  const [view, setView] = useState<View>(() => around(start.at ?? now(), start.span));
  const following = useRef(true);
  const size = length(view);
  const report = useRef(onPlace);
  report.current = onPlace;

  useEffect(() => session.recordings.want(view), [session, view]);

  useEffect(() => {
    const follow = () => {
      if (!following.current) return;
      const time = session.time();
      setView((old) => {
        if (mode === 'live') return around(time, length(old));
        const place = (time - old.from) / length(old);
        return place < 0 || place > 0.97 ? around(time + length(old) * 0.3, length(old)) : old;
      });
    };
    following.current = true;
    follow();
    const timer = window.setInterval(follow, 1000);
    return () => window.clearInterval(timer);
  }, [session, mode]);

  useEffect(() => {
    const tell = () =>
      report.current?.({ at: mode === 'live' ? undefined : Math.floor(session.time()), span: Math.round(size) });
    const soon = window.setTimeout(tell, 600);
    const timer = mode === 'live' ? undefined : window.setInterval(tell, 5000);
    return () => {
      window.clearTimeout(soon);
      window.clearInterval(timer);
    };
  }, [session, mode, size]);

  return {
    view,
    setView: (next: View) => {
      following.current = mode === 'live' && Math.abs((next.from + next.to) / 2 - session.time()) < length(next) * 0.02;
      setView(next);
    },
  };
}
