import { type RefObject, useEffect, useRef } from 'react';
import { length, panned, pinched, timeAt, type View, zoomed } from './view.ts';

interface Hands {
  readonly view: () => View;
  readonly setView: (view: View) => void;
  readonly onSeek: (time: number) => void;
  readonly onHover: (x: number | undefined) => void;
}

interface Grip {
  readonly view: View;
  readonly xs: readonly number[];
  moved: boolean;
}

/** Wheel zooms at the pointer, drag pans, two fingers pinch, a click seeks, a double click zooms out. */
export function useGestures(target: RefObject<HTMLElement | null>, hands: Hands): void {
  const latest = useRef(hands);
  latest.current = hands;

  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const pointers = new Map<number, number>();
    let grip: Grip | undefined;
    let click: number | undefined;
    const left = () => element.getBoundingClientRect().left;
    const hold = () => {
      grip = { view: latest.current.view(), xs: [...pointers.values()], moved: grip?.moved ?? false };
    };

    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, event.clientX - left());
      if (pointers.size === 1) grip = undefined;
      hold();
    };
    const move = (event: PointerEvent) => {
      const x = event.clientX - left();
      if (!pointers.has(event.pointerId)) return latest.current.onHover(event.pointerType === 'mouse' ? x : undefined);
      pointers.set(event.pointerId, x);
      if (grip === undefined) return;
      const [first = 0, second] = grip.xs;
      const [a = first, b] = [...pointers.values()];
      if (Math.abs(a - first) > 4 || b !== undefined) grip.moved = true;
      if (!grip.moved) return;
      latest.current.onHover(undefined);
      const width = element.clientWidth;
      if (second !== undefined && b !== undefined) {
        latest.current.setView(pinched(grip.view, width, [first, second], [a, b]));
      } else latest.current.setView(panned(grip.view, ((first - a) / width) * length(grip.view)));
    };
    const up = (event: PointerEvent) => {
      if (!pointers.delete(event.pointerId)) return;
      const held = grip;
      if (pointers.size > 0) return hold();
      grip = undefined;
      if (held?.moved !== false || event.type === 'pointercancel') return;
      const time = timeAt(latest.current.view(), element.clientWidth, event.clientX - left());
      // A second click within 220 ms makes it a double click: that one zooms out instead.
      window.clearTimeout(click);
      click = window.setTimeout(() => latest.current.onSeek(time), event.pointerType === 'mouse' ? 220 : 0);
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const view = latest.current.view();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        return latest.current.setView(panned(view, (event.deltaX / element.clientWidth) * length(view)));
      }
      const anchor = (event.clientX - left()) / Math.max(1, element.clientWidth);
      latest.current.setView(zoomed(view, Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.005), anchor));
    };
    const double = (event: MouseEvent) => {
      window.clearTimeout(click);
      const anchor = (event.clientX - left()) / Math.max(1, element.clientWidth);
      latest.current.setView(zoomed(latest.current.view(), 3, anchor));
    };
    const leave = () => latest.current.onHover(undefined);

    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('dblclick', double);
    return () => {
      window.clearTimeout(click);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('dblclick', double);
    };
  }, [target]);
}
