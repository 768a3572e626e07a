import { useEffect, useState } from 'react';
import type { Media } from '../player/media.ts';

/** denied: not with this token; gone: there is no such stream now; offline: it sends nothing. */
export type Access = 'unknown' | 'live' | 'offline' | 'gone' | 'denied';

const CALM_MS = 8000;
const TROUBLED_MS = 2500;

/** Whether the camera may be seen and sends a picture, asked again and again: often while it does not. */
export function useAccess(media: Media): { readonly access: Access; readonly check: () => void } {
  const [access, setAccess] = useState<Access>('unknown');
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks at once
  useEffect(() => {
    const life = new AbortController();
    let timer: number | undefined;
    const ask = async () => {
      const found = await accessTo(media, life.signal);
      if (life.signal.aborted) return;
      if (found !== undefined) setAccess(found);
      timer = window.setTimeout(ask, found === 'live' ? CALM_MS : TROUBLED_MS);
    };
    void ask();
    return () => {
      life.abort();
      window.clearTimeout(timer);
    };
  }, [media, turn]);
  return { access, check: () => setTurn((old) => old + 1) };
}

/** Undefined: the network is away, nothing is known. */
async function accessTo(media: Media, signal: AbortSignal): Promise<Access | undefined> {
  try {
    const url = `${media.path}/media_info.json?token=${encodeURIComponent(media.token)}`;
    const response = await fetch(url, { signal, credentials: 'omit' });
    if (response.status === 401 || response.status === 403) return 'denied';
    if (response.status === 404) return 'gone';
    if (!response.ok) return undefined;
    const info = (await response.json()) as { alive?: boolean };
    return info.alive === false ? 'offline' : 'live';
  } catch {
    return undefined;
  }
}
