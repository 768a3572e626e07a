import { type RefObject, useEffect, useRef } from 'react';
import { Gestures, type Hands } from './gestures.ts';

/** Wheel zooms at the pointer, drag pans, two fingers pinch, a click seeks, a double click zooms out. */
export function useGestures(target: RefObject<HTMLElement | null>, hands: Hands): void {
  const latest = useRef(hands);
  latest.current = hands;

  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const gestures = new Gestures(element, () => latest.current);
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('pointerdown', (event) => gestures.down(event), { signal });
    element.addEventListener('pointermove', (event) => gestures.move(event), { signal });
    element.addEventListener('pointerup', (event) => gestures.up(event), { signal });
    element.addEventListener('pointercancel', (event) => gestures.up(event), { signal });
    element.addEventListener('pointerleave', () => gestures.leave(), { signal });
    element.addEventListener('wheel', (event) => gestures.wheel(event), { signal, passive: false });
    element.addEventListener('dblclick', (event) => gestures.double(event), { signal });
    return () => {
      listening.abort();
      gestures.dispose();
    };
  }, [target]);
}
