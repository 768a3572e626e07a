import { type RefObject, useEffect, useRef } from 'react';
import { isTyping } from './keys.ts';
import { saveSnapshot, toggleFullScreen } from './screen.ts';
import type { PlayerSession } from './session.ts';

export interface KeyActions {
  /** `[` and `]`: this is where the selection begins, ends. */
  readonly mark: (edge: 'from' | 'to', time: number) => void;
  readonly openExport: () => void;
}

const FRAME_SECONDS = 1 / 15;

/** Single keys of the player; silent while something is typed, and with Ctrl, Alt or ⌘. */
export function usePlayerKeys(
  session: PlayerSession,
  { stage, title }: { stage: RefObject<HTMLDivElement | null>; title: string },
  more: Partial<KeyActions> = {},
): void {
  const latest = useRef(more);
  latest.current = more;
  useEffect(() => {
    // Places on the keyboard, not letters: the keys are the same in a Russian layout.
    const actions: Record<string, () => void> = {
      space: () => session.toggle(),
      keyk: () => session.toggle(),
      arrowleft: () => session.step(-10),
      arrowright: () => session.step(10),
      arrowdown: () => session.step(-1),
      arrowup: () => session.step(1),
      comma: () => stepFrame(stage.current, -1),
      period: () => stepFrame(stage.current, 1),
      keyf: () => void toggleFullScreen(stage.current),
      keym: () => session.setMuted(!session.snapshot().muted),
      keyl: () => session.goLive(),
      keys: () => void saveSnapshot(stage.current, title, session.time()),
      bracketleft: () => latest.current.mark?.('from', session.time()),
      bracketright: () => latest.current.mark?.('to', session.time()),
      keye: () => latest.current.openExport?.(),
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === ' ' && event.target instanceof Element && event.target.closest('button, a, summary')) return;
      const action = actions[event.code.toLowerCase()];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [session, stage, title]);
}

function stepFrame(stage: HTMLElement | null, direction: number): void {
  const video = stage?.querySelector('video');
  if (video == null) return;
  video.pause();
  video.currentTime += direction * FRAME_SECONDS;
}
