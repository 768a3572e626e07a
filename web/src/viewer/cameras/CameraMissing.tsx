import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ErrorPage } from '../../app/states.tsx';
import { UnpaidNotice } from '../contracts/UnpaidNotice.tsx';
import { useUnpaid } from '../contracts/useUnpaid.ts';

/** In place of a camera that did not come: of an unpaid contract it says so, and tries again once that is paid. */
export function CameraMissing(props: ErrorComponentProps) {
  const router = useRouter();
  const count = useUnpaid().length;
  const before = useRef(count);
  useEffect(() => {
    if (count < before.current) void router.invalidate();
    before.current = count;
  }, [count, router]);
  return (
    <>
      <UnpaidNotice />
      {count === 0 && <ErrorPage {...props} />}
    </>
  );
}
