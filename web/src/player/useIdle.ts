import { type RefObject, useEffect, useState } from 'react';

const REST_MS = 2500;

/** True once nothing has moved over `target`, and no key been pressed in it, for 2.5 s. */
export function useIdle(target: RefObject<HTMLElement | null>, awake: boolean): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const element = target.current;
    if (element === null || awake) return setIdle(false);
    let timer = window.setTimeout(() => setIdle(true), REST_MS);
    const stir = () => {
      setIdle(false);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setIdle(true), REST_MS);
    };
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
    for (const event of events) element.addEventListener(event, stir);
    return () => {
      window.clearTimeout(timer);
      for (const event of events) element.removeEventListener(event, stir);
    };
  }, [target, awake]);
  return idle;
}
