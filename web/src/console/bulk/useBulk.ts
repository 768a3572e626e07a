import { useRef, useState } from 'react';
import type { Picked } from '../../ui/form/pickers.tsx';
import { type BulkJob, type BulkState, runBulk } from './runBulk.ts';

/** A job under way, if there is one; `onEnd` hears what is left of it. */
export function useBulk(onEnd: (state: BulkState, left: readonly Picked[]) => void) {
  const [state, setState] = useState<BulkState>();
  const stopped = useRef(false);
  return {
    state,
    start: (job: BulkJob) => {
      stopped.current = false;
      void runBulk(job, setState, () => stopped.current).then((end) => onEnd(end.state, end.left));
    },
    stop: () => {
      stopped.current = true;
    },
    close: () => setState(undefined),
  };
}
