import { useRef, useState } from 'react';
import { type BulkJob, type BulkState, runBulk } from './runBulk.ts';

/** A job under way, if there is one; `onEnd` hears what is left of it. */
export function useBulk(onEnd: (state: BulkState, left: readonly number[]) => void) {
  const [state, setState] = useState<BulkState>();
  const stopped = useRef(false);
  return {
    state,
    start: (job: BulkJob) => {
      stopped.current = false;
      void runBulk(job, setState, { isStopped: () => stopped.current }).then((end) => onEnd(end.state, end.left));
    },
    stop: () => {
      stopped.current = true;
    },
    close: () => setState(undefined),
  };
}
