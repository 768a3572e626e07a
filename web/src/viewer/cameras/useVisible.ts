import { useDocumentVisibility } from '@mantine/hooks';
import { type RefObject, useEffect, useState } from 'react';

/** True while a quarter of `target` is on the screen of a tab that is looked at. */
export function useVisible(target: RefObject<Element | null>): boolean {
  const [inView, setInView] = useState(false);
  const tab = useDocumentVisibility();
  useEffect(() => {
    if (target.current === null) return;
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting ?? false), {
      threshold: 0.25,
    });
    observer.observe(target.current);
    return () => observer.disconnect();
  }, [target]);
  return inView && tab === 'visible';
}
