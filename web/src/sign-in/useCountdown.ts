import { useEffect, useState } from 'react';

/** Whole seconds until `end` (ms since 1970), 0 when it is past. */
export function useCountdown(end: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((end - now) / 1000));
  const over = left === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another end begins anew
  useEffect(() => {
    setNow(Date.now());
    if (over) return;
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, [end, over]);
  return left;
}
