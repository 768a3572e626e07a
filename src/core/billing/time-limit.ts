import { ConnectorError } from './connector.ts';

/** Waits that long for an answer, and no longer for a connector that does not heed the signal either. */
export async function within<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new ConnectorError('unreachable', `no answer within ${ms / 1000} s`);
      reject(error);
      end.abort(error);
    }, ms);
  });
  try {
    return await Promise.race([run(end.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
